// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice How an issued asset is admitted to secondary trading.
/// @param venue ISO 10383 market identifier code, 4 ASCII characters.
/// @param navPerUnit Net asset value of one whole unit at admission, millionths of the currency.
/// @param agreement Hash of the admission agreement.
struct TradingTerms {
    bytes4 venue;
    uint256 navPerUnit;
    bytes32 agreement;
}
