package org.shanyraq.crm.mission;

/**
 * Whether an officer can be given something of a mission.
 *
 * @param member whether they belong to the mission by their last sign-in, rather than having left
 * @param cleared whether they may see what is as sensitive as that, by their last sign-in
 */
public record Standing(String name, boolean member, boolean cleared) {

    /** Whether it can be given to them now. */
    public boolean isFit() {
        return member && cleared;
    }
}
