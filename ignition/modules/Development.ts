import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";

/** What a development network needs beside a deployment: cash anybody can create, and an issuer of identity claims. */
export default buildModule("Development", (m) => {
  const cash = m.contract("TestCash");
  const claimIssuer = m.contract("ClaimIssuer");
  m.call(claimIssuer, "initialize", [m.getParameter("claimManager")]);
  return { cash, claimIssuer };
});
