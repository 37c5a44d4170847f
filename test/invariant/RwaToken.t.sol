// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {InitialLockupPeriodModule} from "../../contracts/assets/compliance/modules/InitialLockupPeriodModule.sol";
import {MaxBalanceModule} from "../../contracts/assets/compliance/modules/MaxBalanceModule.sol";
import {RwaToken} from "../../contracts/assets/token/RwaToken.sol";
import {IIdentity} from "../../contracts/interfaces/erc3643/IIdentity.sol";
import {Test, Vm} from "../helpers/Test.sol";
import {TokenSuite} from "../helpers/TokenSuite.sol";

/// Does to a token what holders and agents may do, at random, and keeps its own register of record dates.
contract TokenHandler is TokenSuite {
    Vm private constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));
    uint256 public constant WALLETS = 9;
    uint256 public constant IDENTITIES = 3;
    uint256 private constant _DATES = 5;
    uint256 private constant _MAX_BALANCE = 5_000;

    MaxBalanceModule public immutable maxBalance = new MaxBalanceModule();
    InitialLockupPeriodModule public immutable lockup = new InitialLockupPeriodModule();

    uint48[] public dates;
    uint256 public passedDates;
    mapping(uint48 date => mapping(address account => uint256)) public balanceAt;
    mapping(uint48 date => uint256) public supplyAt;
    mapping(address account => bool) public isFrozenAbsolutely;
    uint256 public recoveries;
    uint256 public transfers;

    constructor() {
        _putUp();
        bytes[] memory settings = new bytes[](1);
        settings[0] = abi.encodeCall(MaxBalanceModule.setMaxBalance, (_MAX_BALANCE));
        compliance.addAndSetModule(address(maxBalance), settings);
        settings[0] = abi.encodeCall(InitialLockupPeriodModule.setLockupPeriod, (2));
        compliance.addAndSetModule(address(lockup), settings);
        for (uint256 i = 0; i < WALLETS; ++i) {
            registry.registerIdentity(walletOf(i), IIdentity(identityOf(i)), 344);
        }
    }

    function mint(uint256 to, uint256 amount) external {
        try token.mint(walletOf(to), amount % 2_000) {} catch {}
    }

    function burn(uint256 from, uint256 amount) external {
        try token.burn(walletOf(from), amount % (token.balanceOf(walletOf(from)) + 1)) {} catch {}
    }

    function transfer(uint256 from, uint256 to, uint256 amount) external {
        uint256 value = amount % (token.balanceOf(walletOf(from)) + 1);
        vm.prank(walletOf(from));
        try token.transfer(walletOf(to), value) {
            ++transfers;
        } catch {}
    }

    function forcedTransfer(uint256 from, uint256 to, uint256 amount) external {
        try
            token.forcedTransfer(walletOf(from), walletOf(to), amount % (token.balanceOf(walletOf(from)) + 1))
        {} catch {}
    }

    function freezeUnits(uint256 who, uint256 amount) external {
        try token.freezePartialTokens(walletOf(who), amount % 2_000) {} catch {}
    }

    function unfreezeUnits(uint256 who, uint256 amount) external {
        try token.unfreezePartialTokens(walletOf(who), amount % 2_000) {} catch {}
    }

    function setFrozenUnits(uint256 who, uint256 amount) external {
        // Rarely, for it takes the wallet out of the invariant that ERC-3643 keeps.
        if (amount % 8 != 0) return;
        token.setFrozenTokens(walletOf(who), amount % 4_000);
        isFrozenAbsolutely[walletOf(who)] = true;
    }

    function freezeWallet(uint256 who, bool freeze) external {
        token.setAddressFrozen(walletOf(who), freeze);
    }

    function recover(uint256 lost, uint256 successor) external {
        (address from, address to) = (walletOf(lost), walletOf(successor));
        try token.recoveryAddress(from, to, address(registry.identity(from))) {
            ++recoveries;
            if (isFrozenAbsolutely[from]) isFrozenAbsolutely[to] = true;
            isFrozenAbsolutely[from] = false;
        } catch {}
    }

    function changeIdentity(uint256 who, uint256 identity) external {
        try registry.updateIdentity(walletOf(who), IIdentity(identityOf(identity))) {} catch {}
    }

    /// The books are right whether the registry tells of its changes or not.
    function listen(bool listens) external {
        registry.setWalletListener(address(token), listens);
    }

    function unlink(uint256 who) external {
        try registry.deleteIdentity(walletOf(who)) {} catch {}
    }

    function link(uint256 who, uint256 identity) external {
        try registry.registerIdentity(walletOf(who), IIdentity(identityOf(identity)), 344) {} catch {}
    }

    function count(uint256 who) external {
        address[] memory wallets = new address[](1);
        wallets[0] = walletOf(who);
        maxBalance.countWallets(address(compliance), wallets);
    }

    function schedule(uint256 ahead) external {
        if (dates.length == _DATES) return;
        uint48 date = uint48(block.timestamp + 1 + (ahead % 3 days));
        try token.scheduleRecordDate(date) {
            dates.push(date);
        } catch {}
    }

    function wait(uint256 time) external {
        uint256 later = block.timestamp + (time % 1 days);
        // Now and then exactly to the next record date, the last moment that counts for it.
        if (time % 4 == 0 && passedDates < dates.length) later = dates[passedDates];
        while (passedDates < dates.length && dates[passedDates] < later) _writeDown(dates[passedDates++]);
        vm.warp(later);
    }

    function dateCount() external view returns (uint256) {
        return dates.length;
    }

    function walletOf(uint256 who) public pure returns (address) {
        return address(uint160(0x1000 + (who % WALLETS)));
    }

    function identityOf(uint256 who) public pure returns (address) {
        return address(uint160(0x2000 + (who % IDENTITIES)));
    }

    function _writeDown(uint48 date) private {
        supplyAt[date] = token.totalSupply();
        for (uint256 i = 0; i < WALLETS; ++i) balanceAt[date][walletOf(i)] = token.balanceOf(walletOf(i));
    }
}

contract RwaTokenInvariants is Test {
    TokenHandler private _handler;
    RwaToken private _token;

    function setUp() public {
        vm.warp(1_000_000);
        _handler = new TokenHandler();
        _token = _handler.token();
        targetContract(address(_handler));
    }

    /// TOKEN-9, TOKEN-10, TOKEN-22
    function invariant_balancesMakeTheSupply() public view {
        uint256 sum;
        for (uint256 i = 0; i < _handler.WALLETS(); ++i) {
            address wallet = _handler.walletOf(i);
            sum += _token.balanceOf(wallet);
            if (_token.recoveredTo(wallet) == address(0)) continue;
            assertEq(_token.balanceOf(wallet), 0, "INV: a lost wallet holds nothing");
            bool isClear = _handler.isFrozenAbsolutely(wallet) || _token.getFrozenTokens(wallet) == 0;
            assertTrue(isClear, "INV: a lost wallet leaves no freeze behind");
        }
        assertEq(sum, _token.totalSupply(), "INV: balances sum to the supply");
    }

    /// TOKEN-16
    function invariant_frozenIsHeld() public view {
        for (uint256 i = 0; i < _handler.WALLETS(); ++i) {
            address wallet = _handler.walletOf(i);
            if (_handler.isFrozenAbsolutely(wallet)) continue;
            bool isHeld = _token.getFrozenTokens(wallet) <= _token.balanceOf(wallet);
            assertTrue(isHeld, "INV: ERC-3643 freezes no more than is held");
        }
    }

    /// TOKEN-17, TOKEN-18
    function invariant_frozenUnitsStay() public view {
        for (uint256 i = 0; i < _handler.WALLETS(); ++i) {
            (address wallet, address other) = (_handler.walletOf(i), _handler.walletOf(i + 1));
            (uint256 balance, uint256 frozen) = (_token.balanceOf(wallet), _token.getFrozenTokens(wallet));
            uint256 free = balance > frozen ? balance - frozen : 0;
            assertTrue(!_token.canTransfer(wallet, other, free + 1), "INV: no more is sent than is free");
        }
    }

    /// COMPLIANCE-11
    function invariant_countsMirrorBalances() public view {
        (MaxBalanceModule module, address compliance) = (_handler.maxBalance(), address(_handler.compliance()));
        uint256[] memory sums = new uint256[](_handler.IDENTITIES());
        for (uint256 i = 0; i < _handler.WALLETS(); ++i) {
            uint256 balance = _token.balanceOf(_handler.walletOf(i));
            address identity = module.countedFor(compliance, _handler.walletOf(i));
            if (balance > 0) sums[uint160(identity) - 0x2000] += balance;
        }
        for (uint256 i = 0; i < sums.length; ++i) {
            uint256 counted = module.getIDBalance(compliance, _handler.identityOf(i));
            assertEq(counted, sums[i], "INV: an identity's count is the sum of its wallets");
        }
    }

    /// COMPLIANCE-14, COMPLIANCE-15
    function invariant_lockedIsHeld() public view {
        (InitialLockupPeriodModule module, address compliance) = (_handler.lockup(), address(_handler.compliance()));
        for (uint256 i = 0; i < _handler.WALLETS(); ++i) {
            address wallet = _handler.walletOf(i);
            bool isHeld = module.lockedOf(compliance, wallet) <= _token.balanceOf(wallet);
            assertTrue(isHeld, "INV: no more is locked than is held");
        }
    }

    /// TOKEN-24, TOKEN-27
    function invariant_recordDatesAreExact() public view {
        for (uint256 d = 0; d < _handler.passedDates(); ++d) {
            uint48 date = _handler.dates(d);
            if (block.timestamp <= date) continue;
            uint256 sum;
            for (uint256 i = 0; i < _handler.WALLETS(); ++i) {
                address wallet = _handler.walletOf(i);
                uint256 balance = _token.balanceOfAt(wallet, date);
                assertEq(balance, _handler.balanceAt(date, wallet), "INV: balanceOfAt is what stood at the date");
                sum += balance;
            }
            assertEq(sum, _token.totalSupplyAt(date), "INV: balances at a date sum to the supply at it");
            assertEq(sum, _handler.supplyAt(date), "INV: totalSupplyAt is what stood at the date");
        }
    }
}
