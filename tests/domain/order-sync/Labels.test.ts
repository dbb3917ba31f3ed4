import { describe, expect, test } from "bun:test"
import { isPdf, labelsAmong } from "@omnium-ongoing/domain/order-sync/Labels"

const file = (fileId: number, fileName: string) => ({
  fileId,
  fileName,
  mimeType: "application/pdf",
  bytes: new Uint8Array()
})

describe("Tracking Information: LabelLink and ReturnLabelLink", () => {
  test("label*.pdf and return*.pdf, whatever their case, the lowest id of each", () => {
    const labels = labelsAmong([
      file(9, "label-2.pdf"),
      file(3, "Label.PDF"),
      file(5, "RETURN-label.pdf"),
      file(4, "return.pdf"),
      file(1, "invoice.pdf"),
      file(2, "label.zpl")
    ])
    expect([labels.label?.fileId, labels.returnLabel?.fileId]).toEqual([3, 4])
  })

  test("no other names", () => {
    const names = ["my-label.pdf", "label.pdf.exe", "labelpdf", "returns", " label.pdf"]
    expect(labelsAmong(names.map((name, index) => file(index, name)))).toEqual({
      label: undefined,
      returnLabel: undefined
    })
  })
})

describe("isPdf", () => {
  const pdf = (size: number) => {
    const bytes = new Uint8Array(size)
    bytes.set(new TextEncoder().encode("%PDF-"))
    return bytes
  }

  test("looks at the first bytes, not at name or type", () => {
    expect(isPdf(pdf(100))).toBe(true)
    for (const text of ["", "%PDF", "<html>%PDF-", "%pdf-1.7"]) {
      expect(isPdf(new TextEncoder().encode(text))).toBe(false)
    }
  })

  test("takes 20 MiB, not a byte more", () => {
    expect(isPdf(pdf(20 * 1024 * 1024))).toBe(true)
    expect(isPdf(pdf(20 * 1024 * 1024 + 1))).toBe(false)
  })
})
