// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";
import {IERC3643} from "../../../interfaces/erc3643/IERC3643.sol";
import {IERC3643Compliance} from "../../../interfaces/erc3643/IERC3643Compliance.sol";
import {Movement} from "../Movement.sol";
import {MovementReader} from "../MovementReader.sol";
import {WalletChange} from "../WalletChange.sol";
import {IModule} from "./IModule.sol";
import {IRuleModule} from "./IRuleModule.sol";

/// @notice What all modules share: binding, and state that a new binding starts afresh. A module says what it allows
/// and what it records; both entrances, the context's and {IModule}'s, lead there. Source: COMPLIANCE-7.
/// @dev State is kept under a *book*: one per compliance and binding.
abstract contract AbstractModule is IRuleModule, IERC165 {
    /// @param bound Whether the compliance is served.
    /// @param epoch Number of its present binding.
    struct Binding {
        bool bound;
        uint248 epoch;
    }

    mapping(address compliance => Binding) private _bindings;

    /// @inheritdoc IModule
    function bindCompliance(address compliance) external {
        if (msg.sender != compliance) revert ModuleCallerNotCompliance(msg.sender);
        if (_bindings[compliance].bound) revert ModuleAlreadyBound(compliance);
        _bindings[compliance].bound = true;
        emit ComplianceBound(compliance);
    }

    /// @inheritdoc IModule
    function unbindCompliance(address compliance) external {
        if (!_bindings[msg.sender].bound || msg.sender != compliance) revert ModuleCallerNotCompliance(msg.sender);
        _bindings[compliance] = Binding(false, _bindings[compliance].epoch + 1);
        emit ComplianceUnbound(compliance);
    }

    /// @inheritdoc IRuleModule
    function enforce(Movement memory movement, uint256 epoch) external returns (bool allowed) {
        // The caller's own books, whichever it names: nobody else's are kept there.
        bytes32 book = _bookAt(msg.sender, epoch);
        allowed = !movement.kind.isJudged() || _allows(movement, book);
        if (allowed) _record(movement, book);
    }

    /// @inheritdoc IRuleModule
    function settle(Movement memory movement) external {
        _settle(movement, _callerBook());
    }

    /// @inheritdoc IRuleModule
    function walletChanged(WalletChange memory change) external {
        _walletChanged(change, _callerBook());
    }

    /// @inheritdoc IModule
    function moduleTransferAction(address from, address to, uint256 value) external {
        bytes32 book = _callerBook();
        Movement memory movement = MovementReader.past(msg.sender, from, to, value);
        _record(movement, book);
        _settle(movement, book);
    }

    /// @inheritdoc IModule
    function moduleMintAction(address to, uint256 value) external {
        bytes32 book = _callerBook();
        _record(MovementReader.past(msg.sender, address(0), to, value), book);
    }

    /// @inheritdoc IModule
    function moduleBurnAction(address from, uint256 value) external {
        bytes32 book = _callerBook();
        _record(MovementReader.past(msg.sender, from, address(0), value), book);
    }

    /// @inheritdoc IModule
    function moduleCheck(address from, address to, uint256 value, address compliance) external view returns (bool) {
        Movement memory movement = MovementReader.upcoming(compliance, from, to, value);
        return !movement.kind.isJudged() || _allows(movement, _bookOf(compliance));
    }

    /// @inheritdoc IRuleModule
    function allows(Movement memory movement, address compliance) external view returns (bool) {
        return !movement.kind.isJudged() || _allows(movement, _bookOf(compliance));
    }

    /// @inheritdoc IRuleModule
    function epochOf(address compliance) external view returns (uint256) {
        return _bindings[compliance].epoch;
    }

    /// @inheritdoc IModule
    function isComplianceBound(address compliance) external view returns (bool) {
        return _bindings[compliance].bound;
    }

    /// @inheritdoc IModule
    function canComplianceBind(address) external view virtual returns (bool) {
        return true;
    }

    /// @inheritdoc IModule
    function isPlugAndPlay() external pure virtual returns (bool) {
        return true;
    }

    /// @inheritdoc IERC165
    function supportsInterface(bytes4 id) external pure returns (bool) {
        return
            id == type(IModule).interfaceId || id == type(IRuleModule).interfaceId || id == type(IERC165).interfaceId;
    }

    /// @dev Books a movement. It must not fail on what {_allows} lets pass, nor on any forced movement or burn.
    function _record(Movement memory movement, bytes32 book) internal virtual {}

    /// @dev Acts once the balances have changed.
    function _settle(Movement memory movement, bytes32 book) internal virtual {}

    /// @dev Follows a wallet to another identity or country.
    function _walletChanged(WalletChange memory change, bytes32 book) internal virtual {}

    /// @dev Judges a transfer or a mint.
    function _allows(Movement memory movement, bytes32 book) internal view virtual returns (bool);

    /// @dev Key of the state of a compliance's present binding.
    function _bookOf(address compliance) internal view returns (bytes32) {
        return _bookAt(compliance, _bindings[compliance].epoch);
    }

    /// @dev The book of the caller, who must be a bound compliance.
    function _callerBook() internal view returns (bytes32) {
        Binding memory binding = _bindings[msg.sender];
        if (!binding.bound) revert ModuleCallerNotCompliance(msg.sender);
        return _bookAt(msg.sender, binding.epoch);
    }

    function _boundBookOf(address compliance) internal view returns (bytes32) {
        if (!_bindings[compliance].bound) revert ModuleNotBound(compliance);
        return _bookOf(compliance);
    }

    /// @dev Whether the calling compliance speaks for a token: anybody may bind a compliance that only says so.
    function _speaksFor(address token) internal view returns (bool) {
        return address(IERC3643(token).compliance()) == msg.sender;
    }

    /// @dev The token a compliance serves now; zero: none.
    function _tokenOf(address compliance) internal view returns (address) {
        return IERC3643Compliance(compliance).getTokenBound();
    }

    function _bookAt(address compliance, uint256 epoch) private pure returns (bytes32) {
        return keccak256(abi.encode(compliance, epoch));
    }
}
