// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {IERC3643IdentityRegistry} from "../../interfaces/erc3643/IERC3643IdentityRegistry.sol";
import {IPartyRegistry} from "../identity/IPartyRegistry.sol";
import {Party} from "../identity/Party.sol";
import {TokenAllowances} from "./TokenAllowances.sol";

/// @notice Who is verified now, and, where the owner opted in, who was a short while ago. Source: TOKEN-38 to TOKEN-43.
abstract contract TokenEligibility is TokenAllowances {
    /// @dev What the registry says of two wallets; of the zero address, nothing. Reuses a verification only if both
    /// still stand; identity and country stay zero then.
    function _partiesOf(address first, address second) internal view returns (Party memory one, Party memory two) {
        TokenSettingsStorage storage $ = _settings();
        if ($.cachePeriod != 0) {
            (one.verifiedUntil, two.verifiedUntil) = _cachedOf($, first, second);
            if ((first == address(0) || one.verifiedUntil != 0) && (second == address(0) || two.verifiedUntil != 0))
                return (one, two);
        }
        return _freshPartiesOf(first, second);
    }

    /// @dev The same as the registry has it now, as for units that agents bring.
    function _freshPartiesOf(address first, address second) internal view returns (Party memory one, Party memory two) {
        TokenSettingsStorage storage $ = _settings();
        IERC3643IdentityRegistry registry = $.identityRegistry;
        if ($.hasPartyRegistry) return IPartyRegistry(address(registry)).partiesOf(first, second);
        if (first != address(0) && registry.isVerified(first)) one.verifiedUntil = type(uint48).max;
        if (second != address(0) && registry.isVerified(second)) two.verifiedUntil = type(uint48).max;
    }

    function _isVerified(address wallet) internal view returns (bool) {
        (Party memory party, ) = _partiesOf(wallet, address(0));
        return party.verifiedUntil > block.timestamp;
    }

    /// @dev Writes down until when a fresh verification may be reused: never longer than the proofs behind it hold.
    function _remember(address wallet, Party memory party) internal {
        uint32 period = _settings().cachePeriod;
        if (period == 0 || wallet == address(0) || party.identity == address(0)) return;
        _setVerifiedUntil(wallet, uint40(Math.min(block.timestamp + period, party.verifiedUntil)));
    }

    /// @dev Zero where nothing may be reused. A shortened period of validity makes the verification look older than it
    /// is, which errs on the safe side.
    function _cachedOf(
        TokenSettingsStorage storage $,
        address first,
        address second
    ) private view returns (uint48 one, uint48 two) {
        one = _accountOf(first).verifiedUntil;
        two = _accountOf(second).verifiedUntil;
        uint256 oldest = Math.max(block.timestamp, $.epoch.advancedAt() + $.cachePeriod);
        if (one <= oldest) one = 0;
        if (two <= oldest) two = 0;
    }
}
