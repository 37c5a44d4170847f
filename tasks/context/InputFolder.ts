import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";

import { documentHash, ProtocolError, type Hex } from "@muniment/protocol";

const unreadable = (file: string, error: unknown): ProtocolError =>
  new ProtocolError("FILE_UNREADABLE", { file, problem: (error as Error).message }, { cause: error });

/** The folder an input file lies in; the files it names are beside it. */
export class InputFolder {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  /** The folder of a file. */
  static of(file: string): InputFolder {
    return new InputFolder(dirname(file));
  }

  /** Bytes of a file. @throws FILE_UNREADABLE */
  async bytes(name: string): Promise<Uint8Array> {
    const path = join(this.path, name);
    try {
      return await readFile(path);
    } catch (error) {
      throw unreadable(path, error);
    }
  }

  /** Text of a file, for readers that cannot wait. @throws FILE_UNREADABLE */
  textSync(name: string): string {
    const path = join(this.path, name);
    try {
      return readFileSync(path, "utf8");
    } catch (error) {
      throw unreadable(path, error);
    }
  }

  /** Text of a file. @throws FILE_UNREADABLE */
  async text(name: string): Promise<string> {
    return new TextDecoder().decode(await this.bytes(name));
  }

  /** keccak256 of a file. @throws FILE_UNREADABLE */
  async hash(name: string): Promise<Hex> {
    return documentHash(await this.bytes(name));
  }
}
