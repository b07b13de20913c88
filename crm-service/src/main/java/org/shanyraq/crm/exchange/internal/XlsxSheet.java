package org.shanyraq.crm.exchange.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** A workbook of one sheet of texts: no cell can be a formula. Leaves the stream open. */
final class XlsxSheet implements TableFile {

    private static final int FLUSH = 500;
    private static final int LONGEST = 32_767;

    private final Workbook workbook;
    private final Worksheet sheet;
    private int row;

    XlsxSheet(OutputStream out) {
        this.workbook = new Workbook(out, "Shanyraq CRM", "1.0");
        this.sheet = workbook.newWorksheet("Sheet1");
        sheet.freezePane(0, 1);
    }

    @Override
    public void write(List<String> cells) throws IOException {
        for (int column = 0; column < cells.size(); column++) {
            String text = Formulas.defused(cells.get(column));
            if (!text.isEmpty()) {
                sheet.inlineString(row, column, text.length() <= LONGEST ? text : text.substring(0, LONGEST));
            }
        }
        if (++row % FLUSH == 0) {
            sheet.flush();
        }
    }

    @Override
    public void close() throws IOException {
        sheet.finish();
        workbook.finish();
    }
}
