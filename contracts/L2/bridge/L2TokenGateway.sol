// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Create2} from "@openzeppelin/contracts/utils/Create2.sol";
import {IBridgedToken} from "../../interfaces/IBridgedToken.sol";
import {IL2TokenGateway} from "../../interfaces/IL2TokenGateway.sol";
import {ITokenArrival} from "../../interfaces/ITokenArrival.sol";
import {ITokenRelease} from "../../interfaces/ITokenRelease.sol";
import {BridgedToken} from "./BridgedToken.sol";
import {L2Gateway} from "./L2Gateway.sol";

/// @notice Implements {IL2TokenGateway}. Genesis has nothing in its storage.
contract L2TokenGateway is IL2TokenGateway, ITokenArrival, L2Gateway {
    /// @dev What a form is to be, while it is made.
    struct Details {
        address token;
        uint8 decimals;
        string name;
        string symbol;
    }

    /// @dev Gas of the release on L1, with that of a token.
    uint64 private constant _RELEASE_GAS = 400_000;

    Details private _new;

    /// @param counterpart_ The gateway of tokens on L1.
    constructor(address counterpart_) L2Gateway(counterpart_) {}

    /// @inheritdoc ITokenArrival
    function createForm(
        address token,
        string calldata name,
        string calldata symbol,
        uint8 decimals
    ) external onlyCounterpart {
        _new = Details(token, decimals, name, symbol);
        address form = address(new BridgedToken{salt: _saltOf(token)}());
        delete _new;
        emit FormCreated(token, form);
        MESSENGER.forbid(form);
    }

    /// @inheritdoc ITokenArrival
    function arrive(address token, address from, address recipient, uint256 amount) external onlyCounterpart {
        IBridgedToken form = _knownForm(token);
        // The message brings more gas than a mint can take, so it fails for the recipient's sake alone.
        try form.mint(recipient, amount) {
            emit TokensArrived(token, recipient, amount);
        } catch {
            emit TokensReturned(token, from, recipient, amount);
            _release(token, from, amount);
        }
    }

    /// @inheritdoc IL2TokenGateway
    function withdraw(address token, uint256 amount, address recipient) external returns (uint64 place) {
        if (recipient == address(0)) revert L2GatewayRecipientInvalid(recipient);
        if (amount == 0) revert L2GatewayAmountZero();
        IBridgedToken form = _knownForm(token);
        emit TokensWithdrawn(token, msg.sender, recipient, amount);
        form.burn(msg.sender, amount);
        place = _release(token, recipient, amount);
    }

    /// @inheritdoc IL2TokenGateway
    function newForm() external view returns (address, string memory, string memory, uint8) {
        Details memory details = _new;
        if (details.token == address(0)) revert L2GatewayNoForm();
        return (details.token, details.name, details.symbol, details.decimals);
    }

    /// @inheritdoc IL2TokenGateway
    function formOf(address token) public view returns (address) {
        return Create2.computeAddress(_saltOf(token), keccak256(type(BridgedToken).creationCode));
    }

    function _release(address token, address recipient, uint256 amount) private returns (uint64) {
        bytes memory data = abi.encodeCall(ITokenRelease.releaseToken, (token, recipient, amount));
        return MESSENGER.sendMessage(_counterpart, _RELEASE_GAS, data);
    }

    function _knownForm(address token) private view returns (IBridgedToken form) {
        form = IBridgedToken(formOf(token));
        if (address(form).code.length == 0) revert L2GatewayTokenUnknown(token);
    }

    function _saltOf(address token) private pure returns (bytes32) {
        return bytes32(uint256(uint160(token)));
    }
}
