import { code128 } from "./Code128.ts"

export interface Label {
  readonly title: string
  readonly lines: ReadonlyArray<string>
  readonly barcode: string
}

/** A6, in points. */
const page = { width: 298, height: 420 }
const margin = 20

/** A label as a PDF of one page: a title, some lines and a barcode. */
export const labelPdf = ({ title, lines, barcode }: Label): Uint8Array => {
  const content = [
    text(margin, 380, 16, title),
    ...lines.map((line, position) => text(margin, 350 - position * 16, 11, line)),
    bars(barcode, 70, 60),
    text(margin, 50, 10, barcode)
  ].join("\n")
  return latin1(
    file([
      "<< /Type /Catalog /Pages 2 0 R >>",
      "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${page.width} ${page.height}] ` +
        "/Resources << /Font << /F1 4 0 R >> >> /Contents 5 0 R >>",
      "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
      `<< /Length ${content.length} >>\nstream\n${content}\nendstream`
    ])
  )
}

const text = (x: number, y: number, size: number, shown: string): string =>
  `BT /F1 ${size} Tf ${x} ${y} Td (${printable(shown).replaceAll(/[\\()]/g, "\\$&")}) Tj ET`

/** Each bar is a filled rectangle; the code fills the width between the margins. */
const bars = (code: string, y: number, height: number): string => {
  const widths = code128(code)
  const unit = (page.width - 2 * margin) / widths.reduce((sum, width) => sum + width, 0)
  let x = margin
  const rectangles = widths.map((width, position) => {
    const left = x
    x += width * unit
    return position % 2 === 0 ? `${left.toFixed(3)} ${y} ${(width * unit).toFixed(3)} ${height} re` : ""
  })
  return `${rectangles.filter((rectangle) => rectangle !== "").join("\n")}\nf`
}

/** Objects one after the other, with the table of where each begins. A character is a byte. */
const file = (objects: ReadonlyArray<string>): string => {
  let written = "%PDF-1.4\n"
  const offsets = objects.map((object, position) => {
    const offset = written.length
    written += `${position + 1} 0 obj\n${object}\nendobj\n`
    return `${String(offset).padStart(10, "0")} 00000 n \n`
  })
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join("")}`
  const trailer = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${written.length}\n%%EOF\n`
  return written + table + trailer
}

/** Characters that the font's encoding lacks become `?`; line breaks and other controls a blank. */
const printable = (shown: string): string =>
  [...shown]
    .map((character) => {
      const code = character.codePointAt(0) ?? 0
      if (code < 32 || (code > 126 && code < 160)) return " "
      return code > 255 ? "?" : character
    })
    .join("")

const latin1 = (characters: string): Uint8Array => Uint8Array.from(characters, (character) => character.charCodeAt(0))
