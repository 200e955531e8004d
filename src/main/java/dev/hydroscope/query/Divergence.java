package dev.hydroscope.query;

/**
 * How far two counts of the same values are from each other, 0 to 1: the Jensen–Shannon divergence in bits of all values, or
 * of the one value that tells the most against all others, whichever is more; both less what chance alone makes. So a few
 * requests, or values that nearly every request has for itself, say little.
 */
final class Divergence {
    private static final double LN2 = Math.log(2);
    /** From so many expected on, chance is normally distributed. */
    private static final double MANY = 30;
    /** Of values that come more seldom on average chance is not known well enough: only single ones count. */
    private static final double LEAST_EACH = 4;
    private static final double DEVIATIONS = 3;
    private static final double MOST_CHANCE = 0.9;

    private final double selected;
    private final double rest;
    private final double values;
    private double found;
    private double expected;
    private double variance;
    private double single;

    /** @param selected how many values the one has in all, those that are missing among them; values: different ones */
    Divergence(double selected, double rest, double values) {
        this.selected = selected;
        this.rest = rest;
        this.values = values;
    }

    void add(double inSelected, double inRest) {
        if (inSelected + inRest > 0) {
            found += part(inSelected / selected, inRest / rest);
            double byChance = chance((inSelected + inRest) / (selected + rest));
            expected += byChance;
            variance += 2 * byChance * byChance;
            single = Math.max(single, one(inSelected, inRest));
        }
    }

    /** Values of the rest alone, of which each is rare: they are apart from the selection by chance as well. */
    void addRare(double inRest) {
        found += inRest / rest / 2;
        expected += inRest / rest;
    }

    /** A value against all others, its shares as near to each other as chance could have put them, given so many values. */
    private double one(double inSelected, double inRest) {
        double share = (inSelected + inRest) / (selected + rest);
        double p = inSelected / selected;
        double q = inRest / rest;
        double play = play(share, selected) + play(share, rest);
        double nearer = p > q ? Math.max(q, p - play) : Math.min(q, p + play);
        return part(nearer, q) + part(1 - nearer, 1 - q);
    }

    private double play(double share, double of) {
        return (1 + Math.sqrt(2 * Math.max(1, of * share * (1 - share)) * Math.log(values + 1))) / of;
    }

    private static double part(double p, double q) {
        double middle = (p + q) / 2;
        return (term(p, middle) + term(q, middle)) / 2;
    }

    private static double term(double p, double middle) {
        return p <= 0 ? 0 : p * Math.log(p / middle) / LN2;
    }

    /** What a value of that share of all comes to where the selection is drawn at random. */
    private double chance(double share) {
        double mean = selected * share;
        if (mean > MANY) {
            return (1 - share) * (1 / selected + 1 / rest) / 8 / LN2;
        }
        double probability = Math.exp(-mean);
        double sum = 0;
        double most = mean + 10 * Math.sqrt(mean) + 3;
        for (int count = 0; count <= most; count++) {
            sum += probability * part(count / selected, share);
            probability *= mean / (count + 1);
        }
        return sum;
    }

    /** 0: as by chance; 1: nothing in common. */
    double score() {
        double chance = expected + DEVIATIONS * Math.sqrt(variance);
        boolean known = selected + rest >= LEAST_EACH * values && chance < MOST_CHANCE;
        return Math.max(single, known ? (found - chance) / (1 - chance) : 0);
    }

    /** What one value adds to the difference. */
    double weight(double inSelected, double inRest) {
        return part(inSelected / selected, inRest / rest);
    }
}
