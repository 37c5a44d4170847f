import { z } from "zod";

/** 32 bytes, in the one spelling that names are compared in. */
export const hashText = z.templateLiteral(["0x", z.string().regex(/^[0-9a-f]{64}$/)]);
