/** The Ethereum hard forks whose precompiled contracts and gas costs are known. The chain itself is "osaka". */
export type Fork = "cancun" | "prague" | "osaka";
