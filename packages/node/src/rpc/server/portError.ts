import { ProtocolError } from "@muniment/protocol";

/** Where somebody wanted to listen. */
export interface ListenPlace {
  readonly host: string;
  readonly port: number;
  /** Who, for the error's sentence. */
  readonly what: string;
}

/** What a failure to listen is: PORT_IN_USE when somebody else listens there, otherwise as it was. */
export function portError(error: unknown, { host, port, what }: ListenPlace): unknown {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    if ((at as NodeJS.ErrnoException).code === "EADDRINUSE")
      return new ProtocolError("PORT_IN_USE", { what, host, port }, { cause: error });
  }
  return error;
}
