/** EIP-4844 and EIP-7691: what makes the fee e times as high. */
const updateFractions = { cancun: 3_338_477n, prague: 5_007_716n, osaka: 5_007_716n };

/** Wei per blob gas at an excess of blob gas (EIP-4844, `fake_exponential`). */
export function blobBaseFee(excess: bigint, fork: keyof typeof updateFractions): bigint {
  const denominator = updateFractions[fork];
  let [sum, term] = [0n, denominator];
  for (let i = 1n; term > 0n; i++) {
    sum += term;
    term = (term * excess) / (denominator * i);
  }
  return sum / denominator;
}
