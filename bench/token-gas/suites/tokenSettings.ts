/** Name, symbol and decimals of every measured token, here and there. */
export const tokenSettings = { name: "Charging Piles", symbol: "PILE", decimals: 6 } as const;
