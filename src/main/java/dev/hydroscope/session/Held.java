package dev.hydroscope.session;

import dev.hydroscope.session.KeepingPlan.Exempt;
import dev.hydroscope.session.KeepingPlan.Why;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says which limit cannot be kept to, by how much, what holds it, and what to do. */
final class Held {
    private Held() {
    }

    /**
     * @param over bytes beyond the limit once all has gone that may
     * @param lacking bytes that the reserve lacks then
     */
    static String problem(List<Exempt> exempt, KeepingSettings settings, long over, long lacking, long freeBytes) {
        StringBuilder text = new StringBuilder();
        if (over > 0) {
            text.append("sessions take ").append(Units.size(over)).append(" more than the ")
                    .append(Units.size(settings.bytes().orElseThrow())).append(" that they may, and none of them may be deleted: ")
                    .append(holders(exempt)).append(". Unpin some, revoke links, delete some, or allow more. ");
        }
        if (lacking > 0) {
            text.append("the disk has ").append(Units.size(freeBytes)).append(" free, and ")
                    .append(Units.size(settings.reserveBytes())).append(" of it are kept free: nothing new is started. ")
                    .append(settings.limited() ? "No session that may be deleted would mend that"
                            : "Nothing is deleted for it, as there is no limit of age or bytes")
                    .append(exempt.isEmpty() ? "" : " (" + holders(exempt) + ")")
                    .append(". Delete sessions or other files of that disk, or keep less free. ");
        }
        return text.toString().strip();
    }

    /** `2 pinned (1.20 GB), 1 running (15.0 MB)` */
    private static String holders(List<Exempt> exempt) {
        return Stream.of(Why.PINNED, Why.LINKED, Why.RUNNING).map(why -> exempt.stream().filter(each -> each.why() == why).toList())
                .filter(some -> !some.isEmpty())
                .map(some -> some.size() + " " + word(some.get(0).why()) + " ("
                        + Units.size(some.stream().mapToLong(Exempt::bytes).sum()) + ")")
                .collect(Collectors.joining(", "));
    }

    private static String word(Why why) {
        return why == Why.LINKED ? "shown by links" : why.name().toLowerCase(Locale.ROOT);
    }
}
