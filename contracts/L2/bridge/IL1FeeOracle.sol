// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice What L1 charges now: a predeploy. The chain itself charges nothing by it (EXEC-36); the pool asks for the
/// least
/// tip that pays for L1.
interface IL1FeeOracle {
    /// @notice What L1 charges.
    /// @param baseFee wei for a unit of gas.
    /// @param blobBaseFee wei for a unit of blob gas.
    /// @param updatedAt Unix time, seconds.
    struct Fees {
        uint96 baseFee;
        uint96 blobBaseFee;
        uint64 updatedAt;
    }

    event FeesUpdated(Fees fees);

    error OracleCallerInvalid(address caller);

    /// @notice Tells what L1 charges.
    /// @dev *Caller:* the operator. *Reverts:* OracleCallerInvalid.
    function setFees(uint96 baseFee, uint96 blobBaseFee) external;

    /// @notice What L1 charges.
    function fees() external view returns (Fees memory);

    /// @notice Who tells.
    function operator() external view returns (address);
}
