// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {FinalityClass} from "./FinalityClass.sol";
import {Instrument} from "./Instrument.sol";

/// @notice How a registered asset is cut into units.
/// @param instrument Template; decides the type of `instrumentTerms`.
/// @param finality Finality class, chosen here once.
/// @param decimals Decimals of the token: one whole unit is 10 ** decimals base units, 0 to 18.
/// @param haircutBps Part of the attested value that must stay uncovered, basis points, below 10,000.
/// @param currency ISO 4217 code; equals the registered one.
/// @param units Structured units, base units: the most that may ever exist.
/// @param unitValue Value of one whole unit, millionths of the currency.
/// @param redemptionValue Paid for one whole unit at maturity, millionths of the currency.
/// @param gracePeriod Time after a missed due date before a default can be declared, seconds, at most 365 days.
/// @param isin ISO 6166 code, 12 ASCII characters, or zero.
/// @param termSheet Hash of the term sheet.
/// @param instrumentTerms abi.encode of BondTerms or RevenueTerms.
struct StructureTerms {
    Instrument instrument;
    FinalityClass finality;
    uint8 decimals;
    uint16 haircutBps;
    bytes3 currency;
    uint256 units;
    uint256 unitValue;
    uint256 redemptionValue;
    uint64 gracePeriod;
    bytes12 isin;
    bytes32 termSheet;
    bytes instrumentTerms;
}
