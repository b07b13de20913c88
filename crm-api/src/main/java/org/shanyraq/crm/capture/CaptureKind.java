package org.shanyraq.crm.capture;

/** What a stretch of a line is. */
public enum CaptureKind {
    /** How one was in touch: {@code met}. */
    HOW,
    /** Somebody of the other side: {@code @Ida Sample}. */
    PERSON,
    ORGANISATION,
    /** What it was about: {@code #trade}. */
    TOPIC,
    /** On which day it was: {@code yesterday}. */
    DAY,
    TIME,
    /** Where it was: {@code at the embassy}. */
    PLACE,
    /** {@code %restricted}. */
    SENSITIVITY,
    /** What was said, after the colon. */
    SUMMARY,
    /** What one has to do oneself: {@code !fri send the text}. */
    FOLLOW_UP,
    /** What we undertook: {@code !we fri send the text}. */
    OURS,
    /** What they undertook: {@code !they fri send the text}. */
    THEIRS,
    /** A word that joins others and says nothing by itself: {@code and}. */
    WORD,
    /** What is none of these. */
    UNKNOWN
}
