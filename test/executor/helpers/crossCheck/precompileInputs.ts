import type { CaseAuthorization } from "@muniment/executor/reference";

/** A word as hexadecimal digits. */
export function word(value: bigint): string {
  return value.toString(16).padStart(64, "0");
}

/** A valid P-256 signature: hash, r, s, x, y (test vector of EIP-7951). */
export const p256 =
  "bb5a52f42f9c9261ed4361f59422a1e30036e7c32b270c8807a419feca605023" +
  "2ba3a8be6b94d5ec80a6d9d1190a436effe50d85a1eee859b8cc6af9bd5c2e18" +
  "4cd60b855d442f5b3c7b11eb6c4e0ae7525fe710fab9aa7c77a67f79e6fadd76" +
  "2927b10512bae3eddcfe467828128bad2903269919f7086069c8c4df6c732838" +
  "c7787964eaac00e5921fb1498a60f4606766b3d9685001558d1a974e7341513e";

/** MODEXP of base 3…, exponent 0xff…, modulus 0xfb… of so many bytes each. */
export function modexp(base: number, exponent: number, modulus: number): string {
  const sizes = [base, exponent, modulus].map((size) => word(BigInt(size))).join("");
  return sizes + "03".repeat(base) + "ff".repeat(exponent) + "fb".repeat(modulus);
}

const pad = (hex: string): string => hex.padStart(128, "0");
const g1x =
  "17f1d3a73197d7942695638c4fa9ac0fc3688c4f9774b905a14e3a3f171bac586c55e83ff97a1aeffb3af00adb22c6bb";
const g1y =
  "08b3f481e3aaa0f1a09e30ed741d8ae4fcf5e095d5d00af600db18cb2c04b3edd03cc744a2888ae40caa232946c5e7e1";
const field =
  0x1a0111ea397fe69a4b1ba7b6434bacd764774b84f38512bf6730d2a0f6b0f6241eabfffeb153ffffb9feffffffffaaabn;

/** The generators of BLS12-381's groups as EIP-2537 writes them. */
export const g1 = pad(g1x) + pad(g1y);
export const minusG1 = pad(g1x) + pad((field - BigInt(`0x${g1y}`)).toString(16));
export const g2 = [
  "024aa2b2f08f0a91260805272dc51051c6e47ad4fa403b02b4510b647ae3d1770bac0326a805bbefd48056c8c121bdb8",
  "13e02b6052719f607dacd3a088274f65596bd0d09920b61ab5da61bbdc7f5049334cf11213945d57e5ac7d055d042b7e",
  "0ce5d527727d6e118cc9cdc6da2e351aadfd9baa8cbdd3a76d429a695160d12c923ac9cc3baca289e193548608b82801",
  "0606c4a02ea734cc32acd2b02bc28b99cb3e287e85a763af267492ab572e99ab3f370d275cec1da1aaa9075ff05f79be",
]
  .map(pad)
  .join("");

/** Versioned hash, z, y, commitment and proof of a valid point evaluation. */
export const pointEvaluation =
  "01e798154708fe7789429634053cbf9f99b619f9f084048927333fce637f549b" +
  "564c0a11a0f704f4fc3e8acfe0f8245f0ad1347b378fbf96e206da11a5d36306" +
  "24d25032e67a7e6a4910df5834b8fe70e6bcfeeac0352434196bdf4b2485d5a1" +
  "8f59a8d2a1a625a17f3fea0fe5eb8c896db3764f3185481bc22f91b4aaffcca25f26936857bc3a7c2539ea8ec3a952b7" +
  "873033e038326e87ed3e1276fd140253fa08e9fc25fb2d9a98527fc22a2c9612fbeafdad446cbc7bcdbdcd780af2c16a";

/** The same authorization with a y-parity that no signature has. */
export function withParity({ authority: _unsigned, ...rest }: CaseAuthorization): CaseAuthorization {
  return { ...rest, yParity: 2n };
}
