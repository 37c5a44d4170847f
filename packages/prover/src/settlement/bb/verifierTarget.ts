/**
 * What bb proves for: Ethereum, with zero knowledge. The variant without it costs a fifth less gas, but its proofs hold
 * commitments and evaluations of the witness that nothing hides; a confidential lane must not give these away.
 */
export const verifierTarget = "evm";
