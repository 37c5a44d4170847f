// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IIdentityBalances} from "../../contracts/assets/compliance/modules/IIdentityBalances.sol";
import {InvestorCountryCapModule} from "../../contracts/assets/compliance/modules/InvestorCountryCapModule.sol";
import {ModulesHandler} from "../helpers/ModulesHandler.sol";
import {Test} from "../helpers/Test.sol";

/// The handler under a name of this file, for only contracts of test files are targets.
contract ModulesPlay is ModulesHandler {
    constructor(bool plain) ModulesHandler(plain) {}
}

abstract contract ModulesInvariants is Test {
    ModulesHandler internal _handler;
    address private _compliance;
    address[] private _wallets;
    // Identities, then wallets, which count for themselves while they have none.
    address[] private _owners;

    /// COMPLIANCE-11, COMPLIANCE-12, COMPLIANCE-25, COMPLIANCE-27, COMPLIANCE-42, COMPLIANCE-44, COMPLIANCE-45
    // One invariant that asks for everything once: each one asked by itself costs a campaign.
    function invariant_booksAreRight() public view {
        address[] memory owners = _owners;
        uint256[] memory balances = _balances();
        uint256 supply = _handler.token().totalSupply();
        _checkedSums(_handler.maxBalance(), owners, balances, supply);
        _holdersAreCounted(_checkedSums(_handler.holders(), owners, balances, supply));
        _nationalsAreCounted(owners, _checkedSums(_handler.nationals(), owners, balances, supply));
        _rulesHold();
    }

    function _putUp(bool plain) internal {
        vm.warp(1_000_000);
        _handler = new ModulesPlay(plain);
        _compliance = address(_handler.compliance());
        for (uint256 i; i < _handler.IDENTITIES(); ++i) _owners.push(address(_handler.identityOf(i)));
        for (uint256 i; i < _handler.WALLETS(); ++i) {
            _wallets.push(_handler.walletOf(i));
            _owners.push(_handler.walletOf(i));
        }
        targetContract(address(_handler));
    }

    /// COMPLIANCE-11, COMPLIANCE-12: gives what each owner's wallets hold.
    function _checkedSums(
        IIdentityBalances module,
        address[] memory owners,
        uint256[] memory balances,
        uint256 supply
    ) private view returns (uint256[] memory sums) {
        sums = new uint256[](owners.length);
        for (uint256 i; i < balances.length; ++i) {
            address counted = module.countedFor(_compliance, _wallets[i]);
            for (uint256 o; o < owners.length; ++o) if (owners[o] == counted) sums[o] += balances[i];
        }
        uint256 total;
        for (uint256 o; o < owners.length; ++o) {
            uint256 sum = module.getIDBalance(_compliance, owners[o]);
            assertEq(sum, sums[o], "INV: an identity's count is the sum of its wallets");
            total += sum;
        }
        assertEq(total, supply, "INV: counts make the supply");
        assertTrue(module.isCounted(_compliance), "INV: what was counted from the start stays complete");
    }

    /// COMPLIANCE-42
    function _holdersAreCounted(uint256[] memory sums) private view {
        uint256 count;
        for (uint256 o; o < sums.length; ++o) if (sums[o] > 0) ++count;
        uint256 counted = _handler.holders().getHolderCount(_compliance);
        assertEq(counted, count, "INV: as many holders are counted as hold");
    }

    /// COMPLIANCE-44, COMPLIANCE-45
    function _nationalsAreCounted(address[] memory owners, uint256[] memory sums) private view {
        InvestorCountryCapModule module = _handler.nationals();
        uint16[] memory countryOf = new uint16[](owners.length);
        for (uint256 o; o < owners.length; ++o) {
            if (sums[o] > 0) countryOf[o] = module.getCountedCountry(_compliance, owners[o]);
        }
        for (uint256 c; c < _handler.COUNTRIES() + 1; ++c) {
            // Who was counted without being registered is of no country.
            uint16 country = c == _handler.COUNTRIES() ? 0 : _handler.countryOf(c);
            uint256 count;
            for (uint256 o; o < owners.length; ++o) if (sums[o] > 0 && countryOf[o] == country) ++count;
            uint256 counted = module.getCountryHolderCount(_compliance, country);
            assertEq(counted, count, "INV: as many holders are counted for a country as are of it");
        }
    }

    /// COMPLIANCE-25, COMPLIANCE-27
    function _rulesHold() private view {
        assertTrue(!_handler.exceeded(), "INV: no transfer goes beyond a limit of time or a cap");
        assertTrue(!_handler.hindered(), "INV: no rule hinders what agents do by force");
    }

    function _balances() private view returns (uint256[] memory balances) {
        balances = new uint256[](_wallets.length);
        for (uint256 i; i < balances.length; ++i) balances[i] = _handler.token().balanceOf(_wallets[i]);
    }
}

contract ModulesInContextInvariants is ModulesInvariants {
    function setUp() public {
        _putUp(false);
    }
}

contract ModulesToldAfterwardsInvariants is ModulesInvariants {
    function setUp() public {
        _putUp(true);
    }
}
