import { randomBytes } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * An attester's secret, from which the salts of its fields are derived; made on first use and kept readable by its owner
 * only. Losing it means that fields attested before cannot be revealed any more.
 */
export async function saltSecret(privateFolder: string, attester: string): Promise<Uint8Array> {
  const path = join(privateFolder, `${attester}.secret`);
  try {
    return new Uint8Array(Buffer.from(await readFile(path, "utf8"), "hex"));
  } catch {
    await mkdir(privateFolder, { recursive: true });
    const secret = randomBytes(32);
    await writeFile(path, secret.toString("hex"), { mode: 0o600, flag: "wx" });
    return new Uint8Array(secret);
  }
}
