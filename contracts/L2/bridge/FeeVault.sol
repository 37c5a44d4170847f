// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IL2EthGateway} from "../../interfaces/IL2EthGateway.sol";
import {Predeploys} from "../../libraries/Predeploys.sol";
import {IFeeVault} from "./IFeeVault.sol";

/// @notice Implements {IFeeVault}.
contract FeeVault is IFeeVault {
    address private immutable _recipient;
    uint256 private immutable _least;

    /// @param recipient_ Who gets the fees, on L1.
    /// @param least wei below which nothing is withdrawn: what claiming it on L1 is worth.
    constructor(address recipient_, uint256 least) {
        _recipient = recipient_;
        _least = least;
    }

    /// @inheritdoc IFeeVault
    function withdrawFees() external returns (uint64 place) {
        uint256 amount = address(this).balance;
        if (amount == 0 || amount < _least) revert FeeVaultTooLittle(_least, amount);
        place = IL2EthGateway(Predeploys.ETH_GATEWAY).withdraw{value: amount}(_recipient);
        emit FeesWithdrawn(place, amount);
    }

    /// @inheritdoc IFeeVault
    function recipient() external view returns (address) {
        return _recipient;
    }
}
