import { pino } from "pino";
import { wait } from "./wait.js";

/** What the node logs of an error. */
export interface Trouble {
  readonly level: number;
  readonly err?: {
    readonly code: string;
    readonly message: string;
    readonly context: { readonly transaction: string };
  };
}

/** What a node has to say when something goes wrong. */
export class NodeLog {
  readonly troubles: Trouble[] = [];
  readonly logger = pino(
    { level: "warn" },
    { write: (line) => this.troubles.push(JSON.parse(line) as Trouble) },
  );

  /** Waits for the first trouble with a code. */
  async troubleOf(code: string): Promise<Required<Trouble>> {
    return wait(code, () => {
      const found = this.troubles.find(({ err }) => err?.code === code);
      return Promise.resolve(found as Required<Trouble> | undefined);
    });
  }
}
