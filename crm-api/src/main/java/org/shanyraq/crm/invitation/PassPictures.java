package org.shanyraq.crm.invitation;

/** SPI: tells the page of a guest where the picture of what is shown at the door is found. Implemented by the feature that keeps the door. */
public interface PassPictures {

    /**
     * The path below the base path.
     *
     * @param token of the guest's page
     */
    String path(String token);
}
