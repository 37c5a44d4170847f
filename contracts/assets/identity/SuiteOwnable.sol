// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Ownable2StepUpgradeable} from "@openzeppelin/contracts-upgradeable/access/Ownable2StepUpgradeable.sol";

/// @notice Ownership of the suite's contracts: the first transfer, from deployer to owner, is direct, so that a
/// contract which cannot accept (an AccessManager) may own; every later one waits for {acceptOwnership}.
/// Source: TOKEN-3.
abstract contract SuiteOwnable is Ownable2StepUpgradeable {
    /// @custom:storage-location erc7201:muniment.storage.SuiteOwnable
    struct SuiteOwnableStorage {
        bool handedOver;
    }

    // keccak256(abi.encode(uint256(keccak256("muniment.storage.SuiteOwnable")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant SUITE_OWNABLE_SLOT = 0x581c5ffb8f9f890435917a058b507d0fd9fd93ce0f04de8fa8a008f68b670600;

    /// @notice Gives the contract to `newOwner`: at once the first time, on acceptance afterwards.
    function transferOwnership(address newOwner) public virtual override onlyOwner {
        SuiteOwnableStorage storage $ = _suiteOwnable();
        if ($.handedOver) {
            super.transferOwnership(newOwner);
            return;
        }
        if (newOwner == address(0)) revert OwnableInvalidOwner(newOwner);
        $.handedOver = true;
        _transferOwnership(newOwner);
    }

    function _suiteOwnable() private pure returns (SuiteOwnableStorage storage $) {
        assembly ("memory-safe") {
            $.slot := SUITE_OWNABLE_SLOT // ERC-7201 pointer
        }
    }
}
