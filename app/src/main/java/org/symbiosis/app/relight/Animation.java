package org.symbiosis.app.relight;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;
import org.symbiosis.UserError;

/**
 * Pictures of one size one after the other.
 *
 * @param frames at least one
 * @param hundredths how long each is shown, in hundredths of a second
 */
public record Animation(List<BufferedImage> frames, int hundredths) {
    private static final List<String> ENDINGS = List.of(".png", ".gif", ".apng");
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    /** Copies the list. */
    public Animation {
        frames = List.copyOf(frames);
    }

    /**
     * A file for this name: a moving {@code .gif} or {@code .apng}, or a {@code .png} with all
     * pictures side by side.
     *
     * @throws UserError when the name ends otherwise
     */
    public byte[] encode(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        try {
            if (lower.endsWith(".gif")) {
                return gif();
            }
            if (lower.endsWith(".apng")) {
                return apng();
            }
            if (lower.endsWith(".png")) {
                return png(strip());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail
        }
        throw unknown(name);
    }

    /**
     * Checks a name before any picture is made.
     *
     * @throws UserError when it ends otherwise than {@link #encode} knows
     */
    public static void requireKnown(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (ENDINGS.stream().noneMatch(lower::endsWith)) {
            throw unknown(name);
        }
    }

    private static UserError unknown(String name) {
        return UserError.usage(
                name + " names no kind of picture that is written here",
                "end it with .png (side by side), .gif or .apng (moving)");
    }

    /** All pictures side by side. */
    BufferedImage strip() {
        if (frames.size() == 1) {
            return frames.get(0);
        }
        int w = frames.get(0).getWidth();
        int h = frames.get(0).getHeight();
        BufferedImage strip = new BufferedImage(w * frames.size(), h, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = strip.createGraphics();
        for (int i = 0; i < frames.size(); i++) {
            g.drawImage(frames.get(i), i * w, 0, null);
        }
        g.dispose();
        return strip;
    }

    private static byte[] png(BufferedImage image) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }

    private byte[] gif() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.prepareWriteSequence(null);
            for (BufferedImage frame : frames) {
                IIOMetadata notes =
                        writer.getDefaultImageMetadata(
                                ImageTypeSpecifier.createFromRenderedImage(frame), null);
                describe(notes);
                writer.writeToSequence(new IIOImage(frame, null, notes), null);
            }
            writer.endWriteSequence();
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** How long a frame lasts, and that the whole goes on for ever. */
    private void describe(IIOMetadata notes) throws IOException {
        String format = notes.getNativeMetadataFormatName();
        IIOMetadataNode root = (IIOMetadataNode) notes.getAsTree(format);
        IIOMetadataNode control = child(root, "GraphicControlExtension");
        control.setAttribute("disposalMethod", "none");
        control.setAttribute("userInputFlag", "FALSE");
        control.setAttribute("transparentColorFlag", "FALSE");
        control.setAttribute("delayTime", Integer.toString(hundredths));
        control.setAttribute("transparentColorIndex", "0");
        IIOMetadataNode loop = new IIOMetadataNode("ApplicationExtension");
        loop.setAttribute("applicationID", "NETSCAPE");
        loop.setAttribute("authenticationCode", "2.0");
        loop.setUserObject(new byte[] {1, 0, 0});
        child(root, "ApplicationExtensions").appendChild(loop);
        notes.setFromTree(format, root);
    }

    private static IIOMetadataNode child(IIOMetadataNode root, String name) {
        for (int i = 0; i < root.getLength(); i++) {
            if (root.item(i).getNodeName().equals(name)) {
                return (IIOMetadataNode) root.item(i);
            }
        }
        IIOMetadataNode made = new IIOMetadataNode(name);
        root.appendChild(made);
        return made;
    }

    /** A part of a PNG file. */
    private record Chunk(String type, byte[] data) {}

    private byte[] apng() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.write(SIGNATURE);
        int sequence = 0;
        for (int i = 0; i < frames.size(); i++) {
            List<Chunk> chunks = chunks(png(frames.get(i)));
            if (i == 0) {
                write(out, chunks.get(0));
                byte[] control = ByteBuffer.allocate(8).putInt(frames.size()).putInt(0).array();
                write(out, new Chunk("acTL", control));
            }
            write(out, new Chunk("fcTL", frame(sequence++)));
            for (Chunk chunk : chunks) {
                if (chunk.type.equals("IDAT")) {
                    write(out, i == 0 ? chunk : numbered(sequence++, chunk.data));
                }
            }
        }
        write(out, new Chunk("IEND", new byte[0]));
        return bytes.toByteArray();
    }

    private static Chunk numbered(int sequence, byte[] data) {
        byte[] all = ByteBuffer.allocate(4 + data.length).putInt(sequence).put(data).array();
        return new Chunk("fdAT", all);
    }

    private byte[] frame(int sequence) {
        return ByteBuffer.allocate(26)
                .putInt(sequence)
                .putInt(frames.get(0).getWidth())
                .putInt(frames.get(0).getHeight())
                .putInt(0)
                .putInt(0)
                .putShort((short) hundredths)
                .putShort((short) 100)
                .put((byte) 0)
                .put((byte) 0)
                .array();
    }

    private static List<Chunk> chunks(byte[] png) {
        List<Chunk> chunks = new ArrayList<>();
        ByteBuffer in = ByteBuffer.wrap(png);
        in.position(SIGNATURE.length);
        while (in.remaining() > 0) {
            byte[] data = new byte[in.getInt()];
            byte[] type = new byte[4];
            in.get(type).get(data).getInt();
            chunks.add(new Chunk(new String(type, StandardCharsets.US_ASCII), data));
        }
        return chunks;
    }

    private static void write(DataOutputStream out, Chunk chunk) throws IOException {
        byte[] type = chunk.type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(type);
        crc.update(chunk.data);
        out.writeInt(chunk.data.length);
        out.write(type);
        out.write(chunk.data);
        out.writeInt((int) crc.getValue());
    }
}
