import { z } from "zod";
import type { Hex } from "../bytes/Hex.js";
import { parseCfi } from "../identifiers/parseCfi.js";
import { parseCountry } from "../identifiers/parseCountry.js";
import { parseCurrency } from "../identifiers/parseCurrency.js";
import { parseIsin } from "../identifiers/parseIsin.js";
import { parseLei } from "../identifiers/parseLei.js";
import { parseMic } from "../identifiers/parseMic.js";
import { parseDay } from "../schedule/parseDay.js";
import { refine } from "./refine.js";

const whole = (least: number, most: number) =>
  z
    .number("it is not a number")
    .int("it is not a whole number")
    .min(least, `it is below ${String(least)}`)
    .max(most, `it is above ${String(most)}`);

/** Building blocks of the input files. */
export const shapes = {
  lei: refine(parseLei),
  isin: refine(parseIsin),
  cfi: refine(parseCfi),
  mic: refine(parseMic),
  country: refine(parseCountry),
  currency: refine((code) => parseCurrency(code).code),
  day: refine(parseDay),
  whole,
  /** Text without line breaks or spaces at its ends. */
  line: z
    .string("it is not a text")
    .regex(/^\S(?:[^\r\n]*\S)?$/, "it is empty, has line breaks or begins or ends with a space"),
  /** A file named relative to the folder of the input file, and not outside it. */
  path: z
    .string("it is not a text")
    .regex(/^(?!.*\.\.)[A-Za-z0-9][A-Za-z0-9_./{}-]*$/, "it is not a file inside this folder"),
  bytes32: z
    .string("it is not a text")
    .regex(/^0x[0-9a-f]{64}$/, "it is not 0x and 64 lower-case hexadecimal digits")
    .transform((text) => text as Hex),
  /** A decimal text; what precision is allowed depends on another field. */
  decimal: z
    .string("it is not a text: write amounts in quotation marks")
    .regex(/^(0|[1-9][0-9]*)(\.[0-9]+)?$/, "it is not a plain decimal number such as 1250.50"),
};
