package org.shanyraq.crm.followup.web;

/** Of whom a list shows what is to be done. */
enum Whose {
    MINE,
    ALL
}
