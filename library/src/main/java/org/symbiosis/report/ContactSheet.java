package org.symbiosis.report;

import java.awt.Color;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/**
 * A grid of pictures, with captions for its rows and columns.
 *
 * @param columns captions above the columns; empty for none
 * @param rows from top to bottom
 * @param cell longest side of a picture on the page, in CSS pixels
 * @param density pixels of the file for one of the page, along a side
 */
public record ContactSheet(List<String> columns, List<Row> rows, int cell, int density) {
    private static final int CELL = 96;
    private static final int GAP = 4;
    private static final int LETTER = 13;
    private static final int WIDEST_CAPTION = 150;
    private static final Color INK = new Color(0x22, 0x22, 0x22);

    /**
     * Pictures side by side; a row may hold fewer than the others.
     *
     * @param caption to the left; empty for none
     */
    public record Row(String caption, List<BufferedImage> pictures) {
        /** Keeps its own list. */
        public Row {
            pictures = List.copyOf(pictures);
        }
    }

    /** Checks that there is a picture to show. */
    public ContactSheet {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        int most = 0;
        for (Row row : rows) {
            most = Math.max(most, row.pictures().size());
        }
        if (most == 0 || columns.size() > most || cell < 1 || density < 1) {
            throw new IllegalArgumentException(
                    columns.size() + " captions for at most " + most + " pictures in a row");
        }
    }

    /** A sheet without captions above its columns. */
    public static ContactSheet of(Row... rows) {
        return new ContactSheet(List.of(), List.of(rows), CELL, Png.FINE);
    }

    /** A sheet of many pictures, broken into rows of {@code perRow}, the last one perhaps short. */
    public static ContactSheet wrapped(List<BufferedImage> pictures, int perRow) {
        List<Row> rows = new ArrayList<>();
        for (int from = 0; from < pictures.size(); from += perRow) {
            int to = Math.min(from + perRow, pictures.size());
            rows.add(new Row("", pictures.subList(from, to)));
        }
        return new ContactSheet(List.of(), rows, CELL, Png.FINE);
    }

    /** The sheet with these captions above its columns. */
    public ContactSheet withColumns(List<String> captions) {
        return new ContactSheet(captions, rows, cell, density);
    }

    /** The sheet with larger or smaller pictures. */
    public ContactSheet withCell(int side) {
        return new ContactSheet(columns, rows, side, density);
    }

    /** The sheet with one pixel of the file for one of the page: for many photographs. */
    public ContactSheet coarse() {
        return new ContactSheet(columns, rows, cell, 1);
    }

    /** The sheet as a file. */
    public Png png() {
        return Png.of(draw(), density);
    }

    /** Draws the sheet, on white. */
    public BufferedImage draw() {
        FontMetrics letters = Lettering.metrics(Lettering.plain(LETTER * density));
        Layout layout = layout(letters);
        BufferedImage sheet =
                new BufferedImage(layout.width(), layout.height(), BufferedImage.TYPE_INT_RGB);
        Graphics2D g = sheet.createGraphics();
        Lettering.smooth(g);
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, layout.width(), layout.height());
        g.setColor(INK);
        g.setFont(letters.getFont());
        drawColumns(g, letters, layout);
        int y = layout.top();
        for (int r = 0; r < rows.size(); r++) {
            int middle = y + (layout.heights().get(r) - letters.getHeight()) / 2;
            String caption = rows.get(r).caption();
            String fits = Lettering.shortened(caption, WIDEST_CAPTION * density, letters);
            g.drawString(fits, gap(), middle + letters.getAscent());
            drawPictures(g, layout, r, y);
            y += layout.heights().get(r) + gap();
        }
        g.dispose();
        return sheet;
    }

    private void drawColumns(Graphics2D g, FontMetrics letters, Layout layout) {
        int x = layout.left();
        for (int c = 0; c < columns.size(); c++) {
            int width = layout.widths().get(c);
            String fits = Lettering.shortened(columns.get(c), width, letters);
            int indent = (width - letters.stringWidth(fits)) / 2;
            g.drawString(fits, x + indent, gap() + letters.getAscent());
            x += width + gap();
        }
    }

    private void drawPictures(Graphics2D g, Layout layout, int r, int y) {
        List<BufferedImage> pictures = layout.pictures().get(r);
        int x = layout.left();
        for (int c = 0; c < pictures.size(); c++) {
            BufferedImage p = pictures.get(c);
            int right = (layout.widths().get(c) - p.getWidth()) / 2;
            int down = (layout.heights().get(r) - p.getHeight()) / 2;
            g.drawImage(p, x + right, y + down, null);
            x += layout.widths().get(c) + gap();
        }
    }

    /** Sizes in pixels of the file; the pictures are those to be drawn. */
    private record Layout(
            List<List<BufferedImage>> pictures,
            List<Integer> widths,
            List<Integer> heights,
            int left,
            int top,
            int gap) {
        int width() {
            return left + sum(widths);
        }

        int height() {
            return top + sum(heights);
        }

        private int sum(List<Integer> sizes) {
            return sizes.stream().mapToInt(s -> s + gap).sum();
        }
    }

    private Layout layout(FontMetrics letters) {
        List<List<BufferedImage>> fitted = new ArrayList<>();
        List<Integer> widths = new ArrayList<>();
        List<Integer> heights = new ArrayList<>();
        int caption = 0;
        for (Row row : rows) {
            List<BufferedImage> pictures =
                    row.pictures().stream().map(p -> Bitmaps.fitted(p, cell * density)).toList();
            int height = row.caption().isEmpty() ? 0 : letters.getHeight();
            for (int c = 0; c < pictures.size(); c++) {
                if (c == widths.size()) {
                    widths.add(0);
                }
                widths.set(c, Math.max(widths.get(c), pictures.get(c).getWidth()));
                height = Math.max(height, pictures.get(c).getHeight());
            }
            fitted.add(pictures);
            heights.add(height);
            String fits = Lettering.shortened(row.caption(), WIDEST_CAPTION * density, letters);
            caption = Math.max(caption, letters.stringWidth(fits));
        }
        int left = gap() + (caption > 0 ? caption + 2 * gap() : 0);
        int top = gap() + (columns.isEmpty() ? 0 : letters.getHeight() + gap());
        return new Layout(fitted, widths, heights, left, top, gap());
    }

    private int gap() {
        return GAP * density;
    }
}
