import { Grumpkin } from "@muniment/protocol";
import { z } from "zod";
import { documentShapes } from "./documentShapes.js";

/** Both coordinates of a key, which is a point of the curve. */
export const keyPoint = z
  .strictObject({ x: documentShapes.element, y: documentShapes.element })
  .refine(({ x, y }) => {
    const { Fp } = Grumpkin;
    return Fp.eql(Fp.sqr(y), Fp.sub(Fp.mul(Fp.sqr(x), x), 17n));
  }, "not a point of the curve");
