/** The A4 page of a printer test: frame, centre cross and grey steps, so that margins, skew and toner are seen at a glance. */
import { pdfLibrary } from '../documents/pdf-library.ts';

/** Points of A4 (ISO 216: 210 × 297 mm). */
const A4 = { width: 595.28, height: 841.89 } as const;
/** Points per millimetre. */
const MM = 72 / 25.4;
const GREYS = 8;

/** The page as a PDF. `terminal`: its id, ASCII. */
export async function testPdf(terminal: string): Promise<Uint8Array> {
  const { PDFDocument, StandardFonts, grayscale } = await pdfLibrary();
  const document = await PDFDocument.create();
  const page = document.addPage([A4.width, A4.height]);
  const font = await document.embedFont(StandardFonts.Helvetica);
  const margin = 10 * MM;
  page.drawRectangle({
    x: margin,
    y: margin,
    width: A4.width - 2 * margin,
    height: A4.height - 2 * margin,
    borderColor: grayscale(0),
    borderWidth: 1,
  });
  page.drawLine({ start: { x: A4.width / 2 - margin, y: A4.height / 2 }, end: { x: A4.width / 2 + margin, y: A4.height / 2 } });
  page.drawLine({ start: { x: A4.width / 2, y: A4.height / 2 - margin }, end: { x: A4.width / 2, y: A4.height / 2 + margin } });
  for (let step = 0; step < GREYS; step += 1) {
    page.drawRectangle({
      x: 2 * margin + step * 2 * margin,
      y: 2 * margin,
      width: 2 * margin,
      height: 2 * margin,
      color: grayscale(step / (GREYS - 1)),
    });
  }
  page.drawText(`TEST ${terminal}`, { x: 2 * margin, y: A4.height - 3 * margin, size: 24, font });
  page.drawText('10 mm frame, centre cross, 8 grey steps', { x: 2 * margin, y: A4.height - 4 * margin, size: 11, font });
  return document.save();
}
