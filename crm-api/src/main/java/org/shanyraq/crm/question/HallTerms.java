package org.shanyraq.crm.question;

/**
 * On which terms guests take part from their phones.
 *
 * @param asking whether questions are taken; while they are not, the page says so
 * @param anonymous whether a guest may ask without a name
 * @param voting whether guests say which questions of others they would like to hear answered
 * @param byVotes whether the wall and the phones show what is still to be asked by votes, or in running order
 */
public record HallTerms(boolean asking, boolean anonymous, boolean voting, boolean byVotes) {

    /** What a dialogue has before anybody said anything: closed, and open-handed once it is opened. */
    public static final HallTerms USUAL = new HallTerms(false, true, true, true);
}
