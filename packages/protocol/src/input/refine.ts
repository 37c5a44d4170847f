import { z } from "zod";
import { ProtocolError } from "../errors.js";

/** A schema that reads text with a parser of this package; what the parser refuses becomes the field's problem. */
export function refine<Output>(parse: (text: string) => Output) {
  return z.string().transform((text, context): Output => {
    try {
      return parse(text);
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      const value = String(error.context["value"] ?? JSON.stringify(text));
      const kind = error.context["kind"];
      const what = kind === undefined ? value : `${value} is not a valid ${String(kind)}`;
      context.addIssue({ code: "custom", message: `${what}: ${String(error.context["problem"] ?? "")}` });
      return z.NEVER;
    }
  });
}
