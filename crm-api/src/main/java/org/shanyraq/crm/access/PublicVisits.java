package org.shanyraq.crm.access;

/**
 * Visitors of public pages, who are no officers and hold nothing but a token: whoever fails too often at guessing one is sent away for a while.
 * Counted for all instances together. Neighbours in one IPv6 network of 64 bits are one visitor.
 */
public interface PublicVisits {

    /**
     * Whether the visitor may try.
     *
     * @param purpose kebab-case name of what is guessed at, at most 40 characters
     * @param address from which the request comes
     */
    boolean isWelcome(String purpose, String address);

    /** Notes that the visitor failed. */
    void failed(String purpose, String address);
}
