package org.shanyraq.crm.mission;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.shanyraq.crm.access.Facade;
import org.shanyraq.crm.access.MissionId;
import org.shanyraq.crm.access.OfficerId;
import org.shanyraq.crm.access.Requires;
import org.shanyraq.crm.access.Right;
import org.shanyraq.crm.access.Sensitivity;

/**
 * The officers of the missions whose records the acting officer sees: people, by name and nothing else, for whatever is given to one of
 * them to do. Programs that sign in are none, and officers of other missions do not exist here.
 */
@Facade
public interface Colleagues {

    /** So many are suggested at most. */
    int SUGGESTED = 10;

    /**
     * Those who belong to that mission now and fit what was typed, by name: each word of it begins a word of the name, in any script, accents or
     * none.
     */
    @Requires(Right.BE_HERE)
    List<Colleague> suggest(String text, MissionId mission);

    /** Those of that id who belong, or once belonged, to a mission of the acting officer; others are left out. */
    @Requires(Right.BE_HERE)
    List<Colleague> getAll(Collection<OfficerId> ids);

    /**
     * How far officers can be given something of that mission. Those who never belonged to it are left out.
     *
     * @param sensitivity of what is given; of what lies above the acting officer's own clearance nobody is told who may see it, and the
     *     answer is empty
     */
    @Requires(Right.BE_HERE)
    Map<OfficerId, Standing> standings(Collection<OfficerId> ids, MissionId mission, Sensitivity sensitivity);
}
