package org.shanyraq.crm.access.internal;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import org.shanyraq.crm.access.PublicVisits;
import org.shanyraq.crm.shared.Contention;
import org.shanyraq.crm.shared.Sha256;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Counts failures in a table, by the clock of the database. Addresses are kept as hashes, and no longer than the count lasts. */
class CountedVisits implements PublicVisits {

    /** So many failures within {@value #MINUTES} minutes are too many. */
    static final int MOST = 30;

    private static final int MINUTES = 10;

    /** What is over is deleted with one failure of so many. */
    private static final int CLEANED_EVERY = 20;

    private static final int NETWORK_BYTES = 8;
    private static final String NOW = "utc_timestamp(6)";

    private final JdbcClient database;
    private final TransactionOperations transactions;

    CountedVisits(JdbcClient database, TransactionOperations transactions) {
        this.database = database;
        this.transactions = transactions;
    }

    @Override
    public boolean isWelcome(String purpose, String address) {
        Integer failures = database.sql(
                        "select failures from crm_failed_visit where purpose = ? and visitor = ? and ends_at > " + NOW)
                .params(purpose, visitor(address))
                .query(Integer.class)
                .optional()
                .orElse(0);
        return failures < MOST;
    }

    @Override
    public void failed(String purpose, String address) {
        Contention.again(() -> transactions.execute(status -> {
            if (ThreadLocalRandom.current().nextInt(CLEANED_EVERY) == 0) {
                database.sql("delete from crm_failed_visit where ends_at < " + NOW + " limit " + 20 * CLEANED_EVERY)
                        .update();
            }
            return database.sql(
                            "insert into crm_failed_visit (purpose, visitor, began_at, ends_at, failures) values (?, ?, "
                                    + NOW + ", timestampadd(minute, " + MINUTES + ", " + NOW
                                    + "), 1) on duplicate key update failures = if(ends_at > " + NOW
                                    + ", failures + 1, 1),"
                                    + " began_at = if(ends_at > " + NOW + ", began_at, " + NOW
                                    + "), ends_at = if(ends_at > "
                                    + NOW + ", ends_at, timestampadd(minute, " + MINUTES + ", " + NOW + "))")
                    .params(purpose, visitor(address))
                    .update();
        }));
    }

    /** The same for all addresses of one visitor. */
    static byte[] visitor(String address) {
        // Never a name, which would be looked up.
        if (address.matches("\\d{1,3}(\\.\\d{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
            try {
                byte[] bytes = InetAddress.getByName(address).getAddress();
                byte[] network = bytes.length > NETWORK_BYTES ? Arrays.copyOf(bytes, NETWORK_BYTES) : bytes;
                return Sha256.digest().digest(network);
            } catch (UnknownHostException odd) {
                return Sha256.of(address);
            }
        }
        return Sha256.of(address);
    }
}
