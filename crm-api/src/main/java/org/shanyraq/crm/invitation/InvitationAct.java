package org.shanyraq.crm.invitation;

import static org.shanyraq.crm.invitation.InvitationState.ACCEPTED;
import static org.shanyraq.crm.invitation.InvitationState.APPROVED;
import static org.shanyraq.crm.invitation.InvitationState.DECLINED;
import static org.shanyraq.crm.invitation.InvitationState.DELEGATING;
import static org.shanyraq.crm.invitation.InvitationState.INVITED;
import static org.shanyraq.crm.invitation.InvitationState.LAPSED;
import static org.shanyraq.crm.invitation.InvitationState.OFFERED;
import static org.shanyraq.crm.invitation.InvitationState.PROPOSED;
import static org.shanyraq.crm.invitation.InvitationState.REMOVED;
import static org.shanyraq.crm.invitation.InvitationState.REPRESENTED;
import static org.shanyraq.crm.invitation.InvitationState.RETURNED;
import static org.shanyraq.crm.invitation.InvitationState.TENTATIVE;
import static org.shanyraq.crm.invitation.InvitationState.WAITING;
import static org.shanyraq.crm.invitation.InvitationState.WITHDRAWN;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.shanyraq.crm.access.Right;

/**
 * What can be done with the invitation of a contact to a dialogue: from which state, to which, and by whom. This is the whole table of
 * states and actors; the service asks it, the manual shows it, and a test goes through each of its cells.
 */
public enum InvitationAct {
    /** Puts a contact on the guest list, also one that was on it before and came off. */
    PROPOSE(PROPOSED, true, RETURNED, REMOVED, WITHDRAWN) {
        @Override
        Actor actor(@Nullable InvitationState from) {
            return Actor.PROPOSER;
        }
    },
    /** Decides that the guest is to be invited. */
    APPROVE(APPROVED, false, PROPOSED) {
        @Override
        Actor actor(@Nullable InvitationState from) {
            return Actor.ANOTHER_APPROVER;
        }
    },
    /** Decides that the guest is not to be invited, and says why. */
    RETURN(RETURNED, false, PROPOSED) {
        @Override
        Actor actor(@Nullable InvitationState from) {
            return Actor.ANOTHER_APPROVER;
        }
    },
    /** Puts the invitation into the queue of mails. */
    INVITE(INVITED, false, APPROVED) {
        @Override
        Actor actor(@Nullable InvitationState from) {
            return Actor.SENDER;
        }
    },
    /** Says that the guest comes, and takes a seat. */
    ACCEPT(ACCEPTED, false, INVITED, WAITING, OFFERED, LAPSED, TENTATIVE, DELEGATING, REPRESENTED, DECLINED) {
        @Override
        Actor actor(@Nullable InvitationState from) {
            return Actor.GUEST;
        }
    },
    /** Says that the guest comes, when there is no seat. */
    WAIT(WAITING, false, INVITED, LAPSED, TENTATIVE, DELEGATING, REPRESENTED, DECLINED) {
        @Override
        Actor actor(@Nullable InvitationState from) {
            return Actor.GUEST;
        }
    },
    /** Keeps a seat that became free for a guest who waits, for a while. */
    OFFER(OFFERED, false, WAITING) {
        @Override
        Actor actor(@Nullable InvitationState from) {
            return Actor.SYSTEM;
        }
    },
    /** Gives an offered seat to others, when the guest did not say in time whether it is still wanted. */
    LAPSE(LAPSED, false, OFFERED) {
        @Override
        Actor actor(@Nullable InvitationState from) {
            return Actor.SYSTEM;
        }
    },
    /** Says that the guest does not know yet, and gives the seat back. */
    HESITATE(TENTATIVE, false, INVITED, ACCEPTED, WAITING, OFFERED, LAPSED, DELEGATING, REPRESENTED, DECLINED) {
        @Override
        Actor actor(@Nullable InvitationState from) {
            return Actor.GUEST;
        }
    },
    /** Says that the guest does not come, and gives the seat back. */
    DECLINE(DECLINED, false, INVITED, ACCEPTED, WAITING, OFFERED, LAPSED, TENTATIVE, DELEGATING, REPRESENTED) {
        @Override
        Actor actor(@Nullable InvitationState from) {
            return Actor.GUEST;
        }
    },
    /** Asks whether somebody else may come in the guest's place. Whoever comes for another guest cannot. */
    DELEGATE(DELEGATING, false, INVITED, ACCEPTED, WAITING, OFFERED, LAPSED, TENTATIVE, DECLINED) {
        @Override
        Actor actor(@Nullable InvitationState from) {
            return Actor.GUEST;
        }
    },
    /** Agrees that somebody else comes, who gets the seat. */
    CONFIRM(REPRESENTED, false, DELEGATING) {
        @Override
        Actor actor(@Nullable InvitationState from) {
            return Actor.ANOTHER_SENDER;
        }
    },
    /** Does not agree, and says why; the seat is given back, and the guest is asked anew. */
    REFUSE(INVITED, false, DELEGATING) {
        @Override
        Actor actor(@Nullable InvitationState from) {
            return Actor.SENDER;
        }
    },
    /** Puts somebody on the list who comes in the place of another guest; nobody whom a manager did not want to invite. */
    STAND_IN(ACCEPTED, true, REMOVED, WITHDRAWN) {
        @Override
        Actor actor(@Nullable InvitationState from) {
            return Actor.SENDER;
        }
    },
    /** Takes the invitation back. */
    WITHDRAW(
            WITHDRAWN,
            false,
            INVITED,
            ACCEPTED,
            WAITING,
            OFFERED,
            LAPSED,
            TENTATIVE,
            DELEGATING,
            REPRESENTED,
            DECLINED) {
        @Override
        Actor actor(@Nullable InvitationState from) {
            return Actor.SENDER;
        }
    },
    /** Takes the guest off the list before being invited. */
    REMOVE(REMOVED, false, PROPOSED, APPROVED) {
        @Override
        Actor actor(@Nullable InvitationState from) {
            return from == APPROVED ? Actor.KEEPER : Actor.OWN_PROPOSER_OR_KEEPER;
        }
    };

    /** Who may do an act in a state. */
    public enum Actor {
        /** Whoever may propose guests. */
        PROPOSER(Right.PROPOSE_GUESTS),
        /** Whoever may propose guests, when it is their own proposal, and whoever keeps guest lists. */
        OWN_PROPOSER_OR_KEEPER(Right.PROPOSE_GUESTS),
        /** Whoever keeps guest lists. */
        KEEPER(Right.KEEP_GUESTS),
        /** The guest, behind the link of a mail, and whoever may write to guests for one who answered otherwise. */
        GUEST(Right.SEND_INVITATIONS),
        /** Whoever may write to guests. */
        SENDER(Right.SEND_INVITATIONS),
        /** Whoever may write to guests and did not note for the guest what is decided. */
        ANOTHER_SENDER(Right.SEND_INVITATIONS),
        /** Whoever may approve guests and did not propose this one. */
        ANOTHER_APPROVER(Right.APPROVE_GUESTS),
        /** The system by itself, and no officer. */
        SYSTEM(Right.SEND_INVITATIONS);

        private final Right right;

        Actor(Right right) {
            this.right = right;
        }

        /**
         * Whether an officer is one of them.
         *
         * @param rights of the officer who wants to act
         * @param own whether that officer proposed the guest, or noted for the guest what is decided
         */
        public boolean includes(Set<Right> rights, boolean own) {
            return rights.contains(right)
                    && switch (this) {
                        case PROPOSER, KEEPER, SENDER, GUEST -> true;
                        case OWN_PROPOSER_OR_KEEPER -> own || rights.contains(Right.KEEP_GUESTS);
                        case ANOTHER_APPROVER, ANOTHER_SENDER -> !own;
                        case SYSTEM -> false;
                    };
        }

        /** The lower-case word used in message keys. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private final InvitationState to;
    private final boolean begins;
    private final Set<InvitationState> from;

    InvitationAct(InvitationState to, boolean begins, InvitationState... from) {
        this.to = to;
        this.begins = begins;
        this.from = Set.of(from);
    }

    /** Who may do it in a state in which it can be done. */
    abstract Actor actor(@Nullable InvitationState from);

    /** The state that it leads to. */
    public InvitationState to() {
        return to;
    }

    /**
     * Who may do it to a guest in that state.
     *
     * @param from null for a contact who never was on the list
     * @return empty when it cannot be done then by anybody
     */
    public Optional<Actor> from(@Nullable InvitationState from) {
        return (from == null ? begins : this.from.contains(from)) ? Optional.of(actor(from)) : Optional.empty();
    }

    /** The lower-case word used in message keys. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
