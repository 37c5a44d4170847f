// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IVerificationEpoch} from "../../interfaces/IVerificationEpoch.sol";
import {IVerificationSource} from "../../interfaces/IVerificationSource.sol";
import {SuiteOwnable} from "./SuiteOwnable.sol";

/// @notice What the suite's contracts share on which verifications rest. Source: IDENTITY-71.
abstract contract VerificationSource is SuiteOwnable, IVerificationSource {
    /// @custom:storage-location erc7201:muniment.storage.VerificationSource
    struct VerificationSourceStorage {
        IVerificationEpoch epoch;
    }

    // keccak256(abi.encode(uint256(keccak256("muniment.storage.VerificationSource")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant VERIFICATION_SOURCE_SLOT =
        0x1fff7c9d576fe692770acf4f9ee48c63c8f888bae1e9f024612ad194d98e5d00;

    /// @inheritdoc IVerificationSource
    function setVerificationEpoch(address epoch) external onlyOwner {
        address current = address(_source().epoch);
        if (current != address(0)) revert VerificationEpochFixed(current);
        if (epoch.code.length == 0 || !IVerificationEpoch(epoch).isSource(address(this))) {
            revert VerificationEpochUnfit(epoch);
        }
        _checkSources(epoch);
        _source().epoch = IVerificationEpoch(epoch);
        emit VerificationEpochSet(epoch);
    }

    /// @inheritdoc IVerificationSource
    function verificationEpoch() public view virtual returns (address) {
        return address(_source().epoch);
    }

    function _advanceEpoch() internal {
        IVerificationEpoch epoch = _source().epoch;
        if (address(epoch) != address(0)) epoch.advance();
    }

    /// @dev What this contract itself relies on must advance the same epoch.
    function _checkSources(address epoch) internal view virtual {}

    /// @dev A component of another epoch, or one that names none, is unfit.
    function _checkSource(address component, address epoch) internal view {
        if (component.code.length != 0) {
            try IVerificationSource(component).verificationEpoch() returns (address named) {
                if (named == epoch) return;
            } catch {}
        }
        revert VerificationEpochUnfit(component);
    }

    function _ownEpoch() internal view returns (address) {
        return address(_source().epoch);
    }

    function _source() private pure returns (VerificationSourceStorage storage $) {
        assembly ("memory-safe") {
            $.slot := VERIFICATION_SOURCE_SLOT // ERC-7201 pointer
        }
    }
}
