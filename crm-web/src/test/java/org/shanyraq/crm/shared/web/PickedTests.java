package org.shanyraq.crm.shared.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.shanyraq.crm.shared.NotFoundException;

class PickedTests {

    private static final UUID AFET = UUID.randomUUID();
    private static final UUID INTA = UUID.randomUUID();
    private static final Option AFET_OPTION = new Option(AFET.toString(), "AFET – Foreign Affairs");
    private static final Option INTA_OPTION = new Option(INTA.toString(), "INTA – International Trade");
    private final Picked picked = new Picked();

    @Test
    void nothingEnteredIsNoChoice() {
        assertThat(picked.resolve(PickedTests::byId, text -> List.of())).isEqualTo(Picked.State.NONE);
    }

    @Test
    void anIdAloneIsTakenAndGetsItsText() {
        picked.id(AFET);

        assertThat(picked.resolve(PickedTests::byId, text -> List.of())).isEqualTo(Picked.State.CHOSEN);
        assertThat(picked.text()).isEqualTo("AFET – Foreign Affairs");
    }

    @Test
    void aTextThatWasTypedOverWinsOverTheIdBehindIt() {
        picked.id(AFET);
        picked.text("trade");

        assertThat(picked.resolve(PickedTests::byId, text -> List.of(INTA_OPTION)))
                .isEqualTo(Picked.State.CHOSEN);
        assertThat(picked.id()).isEqualTo(INTA);
    }

    @Test
    void aTextThatWasClearedTakesTheIdAway() {
        picked.id(AFET);
        picked.text("  ");

        assertThat(picked.resolve(PickedTests::byId, text -> List.of())).isEqualTo(Picked.State.NONE);
        assertThat(picked.id()).isNull();
    }

    @Test
    void severalThatFitAreOfferedToChooseFrom() {
        picked.text("committee");

        assertThat(picked.resolve(PickedTests::byId, text -> List.of(AFET_OPTION, INTA_OPTION)))
                .isEqualTo(Picked.State.AMBIGUOUS);
        assertThat(picked.candidates()).containsExactly(AFET_OPTION, INTA_OPTION);
        assertThat(picked.id()).isNull();

        picked.choose(AFET);
        assertThat(picked.resolve(PickedTests::byId, text -> List.of())).isEqualTo(Picked.State.CHOSEN);
        assertThat(picked.id()).isEqualTo(AFET);
    }

    @Test
    void theOneThatIsCalledExactlySoIsTakenAmongSeveral() {
        picked.text("afet – foreign affairs");

        assertThat(picked.resolve(PickedTests::byId, text -> List.of(INTA_OPTION, AFET_OPTION)))
                .isEqualTo(Picked.State.CHOSEN);
        assertThat(picked.id()).isEqualTo(AFET);
    }

    @Test
    void anIdThatIsHiddenOrGoneIsUnknown() {
        picked.id(INTA);

        assertThat(picked.resolve(PickedTests::byId, text -> List.of())).isEqualTo(Picked.State.UNKNOWN);
        assertThat(picked.id()).isNull();
    }

    private static Option byId(UUID id) {
        if (id.equals(AFET)) {
            return AFET_OPTION;
        }
        throw new NotFoundException();
    }
}
