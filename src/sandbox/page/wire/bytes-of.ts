/** A chosen file as it crosses the wire. */
export async function bytesOf(file: File): Promise<{ name: string; bytes: string; mimetype?: string }> {
  const address = await new Promise<string>((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error ?? new Error(file.name));
    reader.readAsDataURL(file);
  });
  const bytes = address.slice(address.indexOf(',') + 1);
  return { name: file.name, bytes, ...(file.type !== '' && { mimetype: file.type }) };
}
