package org.shanyraq.crm.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What many do at the same moment, as two windows, two officers or two instances do. */
public final class Together {

    private Together() {}

    /** What one of them does, who is known by the number from 0. */
    public interface Numbered<T> {
        T call(int number) throws Exception;
    }

    /** All that so many came to, each in a thread of their own and none before all are there. */
    public static <T> List<T> atOnce(int many, Numbered<T> work) throws Exception {
        return atOnce(many, many, work);
    }

    /**
     * The same of more than there are threads: as many as there are threads begin at one moment, again and again.
     *
     * @param many a multiple of {@code threads}, or the last ones would wait for others who never come
     */
    public static <T> List<T> atOnce(int threads, int many, Numbered<T> work) throws Exception {
        ExecutorService all = Executors.newFixedThreadPool(threads);
        try {
            CyclicBarrier together = new CyclicBarrier(threads);
            List<Future<T>> running = new ArrayList<>();
            for (int i = 0; i < many; i++) {
                int number = i;
                Callable<T> one = () -> {
                    together.await();
                    return work.call(number);
                };
                running.add(all.submit(one));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> one : running) {
                results.add(one.get());
            }
            return results;
        } finally {
            all.shutdownNow();
        }
    }
}
