export const base64 = (bytes: Uint8Array): string => {
  let characters = ""
  for (const byte of bytes) characters += String.fromCharCode(byte)
  return btoa(characters)
}
