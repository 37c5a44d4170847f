/** Order of BN254's group: the modulus of the numbers that the settlement circuits reckon with. */
export const fieldModulus = 21888242871839275222246405745257275088548364400416034343698204186575808495617n;
