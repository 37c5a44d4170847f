// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IL1FeeOracle} from "./IL1FeeOracle.sol";

/// @notice Implements {IL1FeeOracle}.
contract L1FeeOracle is IL1FeeOracle {
    address private immutable _operator;
    Fees private _fees;

    /// @param operator_ Who tells what L1 charges.
    constructor(address operator_) {
        _operator = operator_;
    }

    /// @inheritdoc IL1FeeOracle
    function setFees(uint96 baseFee, uint96 blobBaseFee) external {
        if (msg.sender != _operator) revert OracleCallerInvalid(msg.sender);
        Fees memory next = Fees(baseFee, blobBaseFee, uint64(block.timestamp));
        _fees = next;
        emit FeesUpdated(next);
    }

    /// @inheritdoc IL1FeeOracle
    function fees() external view returns (Fees memory) {
        return _fees;
    }

    /// @inheritdoc IL1FeeOracle
    function operator() external view returns (address) {
        return _operator;
    }
}
