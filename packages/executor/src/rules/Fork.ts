/** The Ethereum hard forks whose rules the executor knows. The chain itself is "osaka" with bounds. */
export type Fork = "cancun" | "prague" | "osaka";
