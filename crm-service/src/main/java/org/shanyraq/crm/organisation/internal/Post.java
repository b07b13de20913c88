package org.shanyraq.crm.organisation.internal;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.organisation.OrganisationId;
import org.shanyraq.crm.organisation.PostArchived;
import org.shanyraq.crm.organisation.PostChanged;
import org.shanyraq.crm.organisation.PostDetails;
import org.shanyraq.crm.organisation.PostEstablished;
import org.shanyraq.crm.organisation.PostId;
import org.shanyraq.crm.organisation.PostRestored;
import org.shanyraq.crm.organisation.PostRole;
import org.shanyraq.crm.organisation.PostWithdrawn;
import org.shanyraq.crm.shared.LocalizedText;
import org.shanyraq.crm.shared.Tenure;
import org.shanyraq.crm.shared.internal.Aggregate;
import org.shanyraq.crm.shared.internal.LocalizedTextConverter;
import org.shanyraq.crm.shared.internal.TenureColumns;

/** An office inside an organisation, whoever holds it. Details given to it are checked already. */
@Entity(name = "crm_post")
@Table(name = "crm_post")
class Post extends Aggregate {

    @JdbcTypeCode(SqlTypes.BINARY)
    @Column(name = "organisation_id", length = 16)
    private UUID organisationId = new UUID(0, 0);

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private PostRole role = PostRole.OTHER;

    private short roleRank;

    @Convert(converter = LocalizedTextConverter.class)
    private LocalizedText title = LocalizedText.EMPTY;

    private byte[] titleSort = {};

    /** Follows the name of the organisation. */
    private byte[] organisationSort = {};

    private @Nullable Integer seats;

    @Embedded
    private TenureColumns validity = new TenureColumns(Tenure.UNKNOWN);

    private boolean archived;

    /** For Hibernate. */
    protected Post() {}

    private Post(Organisation organisation) {
        super(organisation.mission());
    }

    /** @param organisation the one that the details name */
    static Post establish(Organisation organisation, PostDetails details) {
        Post post = new Post(organisation);
        post.assign(organisation, details);
        post.register(new PostEstablished(post.id(), organisation.id(), post.mission()));
        return post;
    }

    /**
     * @param organisation the one that the details name
     * @return whether that made a difference
     */
    boolean change(Organisation organisation, PostDetails details) {
        if (details.equals(details())) {
            return false;
        }
        assign(organisation, details);
        touch();
        register(new PostChanged(id(), organisation.id(), mission()));
        return true;
    }

    /** @return whether that made a difference */
    boolean archive() {
        if (archived) {
            return false;
        }
        archived = true;
        register(new PostArchived(id(), organisation(), mission()));
        return true;
    }

    /** @return whether that made a difference */
    boolean restore() {
        if (!archived) {
            return false;
        }
        archived = false;
        register(new PostRestored(id(), organisation(), mission()));
        return true;
    }

    void withdraw() {
        register(new PostWithdrawn(id(), organisation(), mission()));
    }

    private void assign(Organisation organisation, PostDetails details) {
        organisationId = organisation.getId();
        organisationSort = organisation.sortKey();
        role = details.role();
        roleRank = (short) List.of(PostRole.values()).indexOf(role);
        title = details.title();
        titleSort = SortKeys.of(title.in("en"), "en");
        seats = details.seats();
        if (!validity.tenure().equals(details.validity())) {
            validity = new TenureColumns(details.validity());
        }
    }

    PostId id() {
        return new PostId(getId());
    }

    OrganisationId organisation() {
        return new OrganisationId(organisationId);
    }

    boolean isArchived() {
        return archived;
    }

    PostDetails details() {
        return new PostDetails(organisation(), role, title, seats, validity.tenure());
    }
}
