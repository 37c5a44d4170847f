// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Movement} from "../Movement.sol";
import {WalletChange} from "../WalletChange.sol";
import {IdentityBalances} from "./IdentityBalances.sol";
import {IInvestorCountryCapModule} from "./IInvestorCountryCapModule.sol";
import {IModule} from "./IModule.sol";
import {SumChange} from "./SumChange.sol";

/// @notice At most so many identities of a country hold units. Source: COMPLIANCE-43 to COMPLIANCE-46.
contract InvestorCountryCapModule is IdentityBalances, IInvestorCountryCapModule {
    // How far a cap is below no cap, so that unset is none.
    mapping(bytes32 book => mapping(uint16 country => uint256)) private _tightness;
    mapping(bytes32 book => mapping(address identity => bool)) private _bypassed;
    mapping(bytes32 sheet => mapping(uint16 country => uint256)) private _counts;
    mapping(bytes32 sheet => mapping(address identity => uint16)) private _countries;

    /// @inheritdoc IInvestorCountryCapModule
    function setCountryCap(uint16 country, uint256 cap) external {
        _tightness[_callerBook()][country] = type(uint256).max - cap;
        emit CountryCapSet(msg.sender, country, cap);
    }

    /// @inheritdoc IInvestorCountryCapModule
    function addBypassedIdentity(address identity) external {
        bytes32 book = _callerBook();
        if (_bypassed[book][identity]) revert IdentityAlreadyBypassed(msg.sender, identity);
        _bypassed[book][identity] = true;
        emit BypassedIdentityAdded(msg.sender, identity);
    }

    /// @inheritdoc IInvestorCountryCapModule
    function removeBypassedIdentity(address identity) external {
        bytes32 book = _callerBook();
        if (!_bypassed[book][identity]) revert IdentityNotBypassed(msg.sender, identity);
        _bypassed[book][identity] = false;
        emit BypassedIdentityRemoved(msg.sender, identity);
    }

    /// @inheritdoc IInvestorCountryCapModule
    function getCountryCap(address compliance, uint16 country) external view returns (uint256) {
        return _capOf(_bookOf(compliance), country);
    }

    /// @inheritdoc IInvestorCountryCapModule
    function getCountryHolderCount(address compliance, uint16 country) external view returns (uint256) {
        return _counts[_sheet(compliance)][country];
    }

    /// @inheritdoc IInvestorCountryCapModule
    function getCountedCountry(address compliance, address identity) external view returns (uint16) {
        return _countries[_sheet(compliance)][identity];
    }

    /// @inheritdoc IInvestorCountryCapModule
    function isBypassedIdentity(address compliance, address identity) external view returns (bool) {
        return _bypassed[_bookOf(compliance)][identity];
    }

    /// @inheritdoc IModule
    function name() external pure returns (string memory) {
        return "InvestorCountryCapModule";
    }

    /// @dev A holder leaves the country he was counted for, whatever the registry says of him by then.
    function _sumChanged(bytes32 sheet, SumChange memory change) internal override {
        if (change.before == 0 && change.current > 0) {
            _countries[sheet][change.identity] = change.country;
            ++_counts[sheet][change.country];
        } else if (change.before > 0 && change.current == 0) {
            --_counts[sheet][_countries[sheet][change.identity]];
        }
    }

    /// @dev A holder moves with a wallet that holds units and was of the country he is counted for.
    function _walletChanged(WalletChange memory change, bytes32 book) internal override {
        super._walletChanged(change, book);
        if (change.oldIdentity != change.newIdentity || change.balance == 0) return;
        bytes32 sheet = _sheetOf(book, change.token);
        address identity = _identityIn(sheet, change.wallet, change.wallet);
        if (_sumOf(sheet, identity) == 0 || _countries[sheet][identity] != change.oldCountry) return;
        --_counts[sheet][change.oldCountry];
        ++_counts[sheet][change.newCountry];
        _countries[sheet][identity] = change.newCountry;
    }

    function _allows(Movement memory movement, bytes32 book) internal view override returns (bool) {
        bytes32 sheet = _sheetOf(book, movement.token);
        if (!_isComplete(sheet, movement.token)) return false;
        if (!_brings(sheet, movement)) return true;
        if (_bypassed[book][_identityIn(sheet, movement.to, movement.toIdentity)]) return true;
        uint256 count = _counts[sheet][movement.toCountry];
        if (_empties(sheet, movement)) {
            address sender = _identityIn(sheet, movement.from, movement.fromIdentity);
            if (_countries[sheet][sender] == movement.toCountry) --count;
        }
        return count < _capOf(book, movement.toCountry);
    }

    function _capOf(bytes32 book, uint16 country) private view returns (uint256) {
        return type(uint256).max - _tightness[book][country];
    }
}
