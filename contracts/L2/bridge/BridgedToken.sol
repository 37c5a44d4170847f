// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";
import {IBridgedToken} from "../../interfaces/IBridgedToken.sol";
import {IL2TokenGateway} from "../../interfaces/IL2TokenGateway.sol";
import {Predeploys} from "../../libraries/Predeploys.sol";

/// @notice Implements {IBridgedToken}. Its creation code is the same for every token, so that its address follows from
/// gateway and token alone: what it is it asks of who makes it.
contract BridgedToken is IBridgedToken, ERC20Permit {
    /// @dev First in storage: {ERC20} is the first base that has any. A test reads the slot.
    uint256 private constant _BALANCE_SLOT = 0;

    address private immutable _gateway;
    address private immutable _l1Token;
    uint8 private immutable _decimals;

    /// @dev Reverts for anyone but the gateway.
    modifier onlyGateway() {
        if (msg.sender != _gateway) revert BridgedTokenGatewayRequired(_gateway, msg.sender);
        _;
    }

    constructor() ERC20(_newName(), _newSymbol()) ERC20Permit(_newDomainName()) {
        _gateway = msg.sender;
        (_l1Token, , , _decimals) = IL2TokenGateway(msg.sender).newForm();
    }

    /// @inheritdoc IBridgedToken
    function mint(address to, uint256 amount) external onlyGateway {
        if (to == address(this) || Predeploys.isPredeploy(to)) revert BridgedTokenReceiverInvalid(to);
        _mint(to, amount);
    }

    /// @inheritdoc IBridgedToken
    function burn(address from, uint256 amount) external onlyGateway {
        _burn(from, amount);
    }

    /// @inheritdoc IBridgedToken
    function l1Token() external view returns (address) {
        return _l1Token;
    }

    /// @inheritdoc IBridgedToken
    function balanceSlot() external pure returns (uint256) {
        return _BALANCE_SLOT;
    }

    /// @inheritdoc ERC20
    function decimals() public view override returns (uint8) {
        return _decimals;
    }

    /// @dev The name that signatures are for (EIP-712, told by EIP-5267): a domain's name has at most 31 bytes.
    function _newDomainName() private view returns (string memory) {
        string memory name_ = _newName();
        return bytes(name_).length < 32 ? name_ : "Bridged token";
    }

    function _newName() private view returns (string memory name_) {
        (, name_, , ) = IL2TokenGateway(msg.sender).newForm();
    }

    function _newSymbol() private view returns (string memory symbol_) {
        (, , symbol_, ) = IL2TokenGateway(msg.sender).newForm();
    }
}
