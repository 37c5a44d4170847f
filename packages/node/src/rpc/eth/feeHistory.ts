import { z } from "zod";
import { baseFeeRules, nextBaseFee } from "@muniment/protocol";
import { defineMethod } from "../defineMethod.js";
import { quantity } from "../encoding/quantity.js";
import { schemas } from "../encoding/schemas.js";
import { rewardsOf } from "../encoding/rewardsOf.js";
import { requireBlock } from "../requireBlock.js";

const percentiles = z
  .array(z.number().min(0).max(100))
  .max(100)
  .refine((values) => values.every((value, index) => index === 0 || value >= (values[index - 1] as number)), {
    message: "percentiles ascend",
  });

/** Base fees, shares of gas used and tips of the last blocks; tips below what is advised now are of no use (NODE-36). */
export const feeHistory = defineMethod({
  name: "eth_feeHistory",
  parameters: z.tuple([schemas.quantity, schemas.block, z.nullish(percentiles)]),
  run: (context, [count, name, wanted]) => {
    const { chain, limits, advisedTip } = context;
    const least = advisedTip();
    const newest = requireBlock(context, name).header.number;
    const most = BigInt(limits.feeBlocks);
    const asked = count < most ? count : most;
    const available = newest - chain.first + 1n;
    const length = Number(asked < available ? asked : available);
    const oldest = newest - BigInt(length) + 1n;
    const blocks = Array.from({ length }, (_, index) =>
      requireBlock(context, { number: oldest + BigInt(index) }),
    );
    const headers = blocks.map(({ header }) => header);
    const last = headers.at(-1);
    const next = last === undefined ? [] : [nextBaseFee(last, baseFeeRules.muniment)];
    return {
      oldestBlock: quantity(oldest),
      baseFeePerGas: [...headers.map(({ baseFeePerGas }) => baseFeePerGas), ...next].map(quantity),
      gasUsedRatio: headers.map(({ gasUsed, gasLimit }) => Number(gasUsed) / Number(gasLimit)),
      baseFeePerBlobGas: [...headers, ...next].map(() => "0x1"),
      blobGasUsedRatio: headers.map(() => 0),
      ...(wanted == null
        ? {}
        : {
            reward: blocks.map((block) =>
              rewardsOf(block, wanted).map((tip) => quantity(tip > least ? tip : least)),
            ),
          }),
    };
  },
});
