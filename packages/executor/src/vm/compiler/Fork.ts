/** The forks whose instruction set the compiler knows. */
export type Fork = "cancun" | "prague" | "osaka";
